import type { PortErrorCode } from '../../shared/port-error.ts';

/** What makes an assistant fail, whichever of its ports is under test. */
export type AssistantControls = {
  /** As many calls fail as it takes for the port to give up once. */
  goAway(code: AssistantFailure): Promise<void>;
  /** It is well again. */
  comeBack(): Promise<void>;
};

export type AssistantFailure = Extract<
  PortErrorCode,
  | 'provider.unavailable'
  | 'provider.rate-limited'
  | 'provider.balance-exhausted'
  | 'provider.unauthorized'
  | 'provider.invalid-answer'
>;

/** Those that waiting may put right. */
export const passingFailures = [
  'provider.unavailable',
  'provider.rate-limited',
  'provider.invalid-answer',
] as const satisfies AssistantFailure[];
export const lastingFailures = [
  'provider.balance-exhausted',
  'provider.unauthorized',
] as const satisfies AssistantFailure[];

type FindingState = 'ok' | 'warn' | 'fail';

/** How one thing stands, and what to do where it is not well. Never holds a secret. */
export type Finding = {
  readonly name: string;
  readonly state: FindingState;
  readonly what: string;
  readonly todo?: string;
};

type Said = Omit<Finding, 'state'>;

export const ok = (name: string, what: string): Finding => ({ name, state: 'ok', what });
export const warn = (said: Said): Finding => ({ ...said, state: 'warn' });
export const fail = (said: Said): Finding => ({ ...said, state: 'fail' });

/** Looks at one thing or several that belong together. Answers within some seconds, whatever is away. */
export type Check = () => Promise<readonly Finding[]>;

/** What went wrong, without addresses that may hold a secret. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'an unknown error';
  const cause: unknown = error.cause;
  const inner = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  const own = 'code' in error ? String(error.code) : undefined;
  if (error.name === 'TimeoutError') return 'no answer in time';
  return inner ?? own ?? error.name;
};

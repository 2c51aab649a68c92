import { z } from 'zod';

const httpEffect = z.discriminatedUnion('kind', [
  /** Answers this status instead of doing anything. */
  z.strictObject({ kind: z.literal('status'), status: z.int().min(400).max(599) }),
  /** 403 "User is locked…", as fal says when the balance is used up. */
  z.strictObject({ kind: z.literal('exhausted-balance') }),
  /** Does nothing and keeps the caller waiting, then resets. */
  z.strictObject({ kind: z.literal('hang'), ms: z.int().min(0).max(600_000) }),
  /** Resets the connection before anything is done. */
  z.strictObject({ kind: z.literal('reset') }),
  /** Does what was asked (a submit is accepted and billed) and resets instead of answering. */
  z.strictObject({ kind: z.literal('lose-reply') }),
  /** Does what was asked and answers 200 with JSON that stops in the middle. */
  z.strictObject({ kind: z.literal('corrupt-json') }),
  /** Does what was asked and stretches the answer over this time. */
  z.strictObject({ kind: z.literal('slow'), ms: z.int().min(0).max(600_000) }),
]);
export type HttpEffect = z.infer<typeof httpEffect>;

const webhookEffect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lose') }),
  z.strictObject({ kind: z.literal('late'), ms: z.int().min(0).max(3_600_000) }),
  /** Delivered once and then this many times more. */
  z.strictObject({ kind: z.literal('duplicate'), copies: z.int().min(1).max(10_000) }),
  /** `payload: null` with a `payload_error`, as fal does with results it cannot serialise. */
  z.strictObject({ kind: z.literal('drop-payload') }),
]);
export type WebhookEffect = z.infer<typeof webhookEffect>;

const failEffect = z.strictObject({
  kind: z.literal('fail'),
  type: z.string().max(60),
  /** The file of the archive that a model's error names, as in `007.jpg`. */
  file: z.string().max(200).optional(),
});
const flagEffect = z.strictObject({
  kind: z.literal('flag'),
  indexes: z.array(z.int().min(0).max(3)).max(4),
});
/** The cancel is answered 202 and the run goes on, as it may at fal. */
const ignoreEffect = z.strictObject({ kind: z.literal('ignore') });

const trigger = {
  /** How often it strikes; 'always' until cleared. */
  times: z.union([z.int().min(1), z.literal('always')]).default(1),
  /** Chance that it strikes where it could. A miss does not use up `times`. */
  probability: z.number().min(0).max(1).default(1),
  /** Only requests to this endpoint, e.g. `fal-ai/flux-lora`. */
  endpoint: z.string().max(120).optional(),
};

const httpFault = z.strictObject({
  point: z.enum(['submit', 'status', 'result', 'cancel', 'upload', 'download', 'jwks']),
  effect: httpEffect,
  ...trigger,
});
const ignoredCancelFault = z.strictObject({
  point: z.literal('ignored-cancel'),
  effect: ignoreEffect,
  ...trigger,
});

/** One thing that goes wrong: where (`point`), how (`effect`), how often. */
export const faultSchema = z.discriminatedUnion('point', [
  httpFault,
  ignoredCancelFault,
  z.strictObject({ point: z.literal('webhook'), effect: webhookEffect, ...trigger }),
  z.strictObject({ point: z.literal('training'), effect: failEffect, ...trigger }),
  z.strictObject({
    point: z.literal('generation'),
    effect: z.union([failEffect, flagEffect]),
    ...trigger,
  }),
]);

export type HttpPoint = z.infer<typeof httpFault>['point'];
export type Fault = z.infer<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;
export type RunEffect = z.infer<typeof failEffect> | z.infer<typeof flagEffect>;

/** What goes wrong next. Rules are tried in the order they were added. */
export interface FaultControl {
  readonly add: (...faults: readonly FaultInput[]) => void;
  readonly clear: () => void;
  readonly list: () => readonly Fault[];
}

/** Each asks for the effect that strikes there now, if any, and uses up one of its times. */
export interface FaultSource extends FaultControl {
  readonly takeHttp: (point: HttpPoint, endpoint?: string) => HttpEffect | undefined;
  readonly takeIgnoredCancel: (endpoint: string) => boolean;
  readonly takeWebhook: (endpoint: string) => WebhookEffect | undefined;
  readonly takeRun: (point: 'training' | 'generation', endpoint: string) => RunEffect | undefined;
}

type Of<Point extends Fault['point']> = Extract<Fault, { point: Point }>;
const httpPoints: ReadonlySet<string> = new Set(httpFault.shape.point.options);
const isHttp = (fault: Fault): fault is z.infer<typeof httpFault> => httpPoints.has(fault.point);
const isRun = (fault: Fault): fault is Of<'training'> | Of<'generation'> =>
  fault.point === 'training' || fault.point === 'generation';
const isIgnoredCancel = (fault: Fault): fault is Of<'ignored-cancel'> =>
  fault.point === 'ignored-cancel';
const isWebhook = (fault: Fault): fault is Of<'webhook'> => fault.point === 'webhook';

const spent = (fault: Fault): Fault[] => {
  if (fault.times === 'always') return [fault];
  return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
};

export const createFaults = (initial: readonly FaultInput[] = []): FaultSource => {
  let rules: Fault[] = initial.map((fault) => faultSchema.parse(fault));

  const strike = <F extends Fault>(
    matches: (fault: Fault) => fault is F,
    point: string,
    endpoint?: string,
  ): F | undefined => {
    const struck = rules
      .filter(matches)
      .find(
        (fault) =>
          fault.point === point &&
          (fault.endpoint === undefined || fault.endpoint === endpoint) &&
          (fault.probability === 1 || Math.random() < fault.probability),
      );
    if (struck) rules = rules.flatMap((fault) => (fault === struck ? spent(fault) : [fault]));
    return struck;
  };

  return {
    add: (...faults) => {
      rules = [...rules, ...faults.map((fault) => faultSchema.parse(fault))];
    },
    clear: () => {
      rules = [];
    },
    list: () => rules,
    takeHttp: (point, endpoint) => strike(isHttp, point, endpoint)?.effect,
    takeIgnoredCancel: (endpoint) =>
      strike(isIgnoredCancel, 'ignored-cancel', endpoint) !== undefined,
    takeWebhook: (endpoint) => strike(isWebhook, 'webhook', endpoint)?.effect,
    takeRun: (point, endpoint) => strike(isRun, point, endpoint)?.effect,
  };
};

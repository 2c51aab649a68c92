import { z } from 'zod';

const fileRef = z.object({
  /** Path under the origin: `/files/<id>/<name>`. */
  path: z.string(),
  contentType: z.string(),
  name: z.string(),
  bytes: z.number(),
  width: z.number().optional(),
  height: z.number().optional(),
});
export type FileRef = z.infer<typeof fileRef>;

const output = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lora'), lora: fileRef, config: fileRef }),
  z.object({ kind: z.literal('finetune'), finetuneId: z.string() }),
  z.object({
    kind: z.literal('images'),
    images: z.array(fileRef),
    flagged: z.array(z.boolean()),
    seed: z.number(),
    prompt: z.string(),
    inferenceMs: z.number(),
  }),
  z.object({ kind: z.literal('upscale'), image: fileRef, seed: z.number() }),
]);
/** What a run produced. URLs are made on reading, from the host the reader used. */
export type RunOutput = z.infer<typeof output>;

const failure = z.object({
  status: z.number(),
  type: z.string(),
  body: z.record(z.string(), z.unknown()),
  headers: z.record(z.string(), z.string()),
  billed: z.boolean(),
});

const outcome = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), output }),
  z.object({ ok: z.literal(false), failure }),
]);
export type RunOutcome = z.infer<typeof outcome>;

const webhook = z.object({
  url: z.string(),
  state: z.enum(['waiting', 'pending', 'delivered', 'refused', 'given-up', 'lost']),
  attempts: z.number(),
  /** Deliveries still to make: more than one when a fault duplicates it. */
  copies: z.number(),
  nextAttemptAt: z.number(),
  dropPayload: z.boolean(),
});

/** One accepted request, as kept on disk. Times are milliseconds since the epoch. */
export const runSchema = z.object({
  requestId: z.string(),
  endpoint: z.string(),
  /** `owner/alias`, the part of the endpoint that the status and result URLs keep. */
  app: z.string(),
  input: z.unknown(),
  origin: z.string(),
  seed: z.number(),
  /** Steps that the log counts up to. */
  steps: z.number(),
  acceptedAt: z.number(),
  /** The plan: when a runner takes it, when it is done. State is read off the clock against it. */
  startsAt: z.number(),
  endsAt: z.number(),
  /** `X-Fal-Request-Timeout`: the run fails when it has not started by then. */
  startBy: z.number().optional(),
  cancelRequestedAt: z.number().optional(),
  /** The injected failure type, or the pictures to flag. */
  injectedFailure: z.string().optional(),
  /** The file that the injected failure names. */
  injectedFile: z.string().optional(),
  injectedFlags: z.array(z.number()).optional(),
  completedAt: z.number().optional(),
  outcome: outcome.optional(),
  costUsd: z.number(),
  webhook: webhook.optional(),
});
export type Run = z.infer<typeof runSchema>;

export interface RunSummary {
  readonly requestId: string;
  readonly endpoint: string;
  readonly input: unknown;
  readonly status: 'IN_QUEUE' | 'IN_PROGRESS' | 'COMPLETED';
  /** fal's error type when the run failed. */
  readonly error?: string;
  /** About what fal would bill, in US dollars; 0 until completed. */
  readonly costUsd: number;
  readonly acceptedAt: Date;
  readonly startsAt: Date;
  readonly completedAt?: Date;
  readonly webhook?: NonNullable<Run['webhook']>['state'];
}

export const runStatus = (run: Run, now: number): RunSummary['status'] =>
  run.completedAt !== undefined ? 'COMPLETED' : now < run.startsAt ? 'IN_QUEUE' : 'IN_PROGRESS';

export const summarise = (run: Run, now: number): RunSummary => ({
  requestId: run.requestId,
  endpoint: run.endpoint,
  input: run.input,
  status: runStatus(run, now),
  ...(run.outcome?.ok === false && { error: run.outcome.failure.type }),
  costUsd: run.costUsd,
  acceptedAt: new Date(run.acceptedAt),
  startsAt: new Date(run.startsAt),
  ...(run.completedAt !== undefined && { completedAt: new Date(run.completedAt) }),
  ...(run.webhook && { webhook: run.webhook.state }),
});

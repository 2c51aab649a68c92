import { randomInt, randomUUID } from 'node:crypto';
import type { RunEffect } from './faults.ts';
import type { Model } from './models.ts';
import type { SandboxTimings } from './options.ts';
import { runStatus, type Run, type RunOutcome } from './run-record.ts';
import { newWebhook } from './webhook-progress.ts';

export interface Submission {
  readonly endpoint: string;
  readonly model: Model;
  readonly input: unknown;
  /** The origin the caller used, for URLs in the webhook. */
  readonly origin: string;
  readonly webhookUrl?: string;
  /** `X-Fal-Request-Timeout`, in milliseconds. */
  readonly startTimeoutMs?: number;
}

/** Models read their own inputs; what they refuse has neither a price nor steps. */
const orZero = (read: () => number): number => {
  try {
    return read();
  } catch {
    return 0;
  }
};

/** When a runner comes free: at once below the limit, else when enough earlier runs have ended. */
const planStart = (runs: readonly Run[], now: number, timings: SandboxTimings): number => {
  const earliest = now + timings.queueMs;
  const ends = runs
    .filter((run) => run.completedAt === undefined && run.endsAt > earliest)
    .map((run) => run.endsAt)
    .toSorted((a, b) => b - a);
  return Math.max(earliest, ends[timings.concurrency - 1] ?? earliest);
};

const injected = (effect: RunEffect | undefined): Partial<Run> => {
  if (effect?.kind === 'fail') {
    const { type, file } = effect;
    return { injectedFailure: type, ...(file !== undefined && { injectedFile: file }) };
  }
  return effect ? { injectedFlags: effect.indexes } : {};
};

/** The whole life of a run, fixed when it is accepted: state is then a matter of reading the clock. */
export const planRun = (
  { endpoint, model, input, origin, webhookUrl, startTimeoutMs }: Submission,
  {
    runs,
    timings,
    effect,
  }: {
    runs: readonly Run[];
    timings: SandboxTimings;
    effect: RunEffect | undefined;
  },
): Run => {
  const now = Date.now();
  const startsAt = planStart(runs, now, timings);
  const runMs = model.kind === 'training' ? timings.trainingMs : timings.generationMs;
  return {
    requestId: randomUUID(),
    endpoint,
    app: endpoint.split('/').slice(0, 2).join('/'),
    input,
    origin,
    seed: randomInt(2 ** 31),
    steps: orZero(() => model.steps(input)),
    acceptedAt: now,
    startsAt,
    endsAt: startsAt + runMs,
    costUsd: 0,
    ...injected(effect),
    ...(startTimeoutMs !== undefined && { startBy: now + startTimeoutMs }),
    ...(webhookUrl !== undefined && { webhook: newWebhook(webhookUrl) }),
  };
};

/** Requests of other customers that a fresh one finds before it; they go while it waits. */
const strangersAhead = 2;

/** The requests ahead of this one, ours and strangers'. */
export const queuePosition = (run: Run, runs: readonly Run[], now: number): number => {
  const waited = (now - run.acceptedAt) / Math.max(1, run.startsAt - run.acceptedAt);
  const ours = runs.filter(
    (other) => other.acceptedAt < run.acceptedAt && runStatus(other, now) === 'IN_QUEUE',
  );
  const strangers = Math.floor((strangersAhead + 1) * (1 - waited));
  return ours.length + Math.min(strangersAhead, Math.max(0, strangers));
};

/** US dollars: failures are free unless their type says otherwise, a cancelled run costs its share. */
export const costOf = (run: Run, model: Model, outcome: RunOutcome): number => {
  const price = orZero(() => model.priceUsd(run.input, outcome.ok ? outcome.output : undefined));
  const exact = (usd: number) => Number(usd.toFixed(6));
  if (outcome.ok || outcome.failure.billed) return exact(price);
  if (outcome.failure.type !== 'client_cancelled') return 0;
  const share = (Date.now() - run.startsAt) / Math.max(1, run.endsAt - run.startsAt);
  return exact(price * Math.min(1, Math.max(0, share)));
};

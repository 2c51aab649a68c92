import type { PortErrorCode } from '../../shared/port-error.ts';

/** Why the provider takes nothing: our account is refused, or it is not there. */
export const pauseReasons = ['balance-exhausted', 'unauthorized', 'unavailable'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** What is refused: everything of our account, or one endpoint. */
export type PauseScope = string;
export const accountScope: PauseScope = 'account';

/**
 * What is remembered of refusals in a row, for everybody who submits. A first success forgets it.
 * Open from the moment it has a `nextProbeAt`: then nothing is submitted but one probe at a time.
 */
export type ProviderPause = {
  readonly scope: PauseScope;
  readonly reason: PauseReason;
  /** When it was opened, or the first refusal where it is not open. */
  readonly since: Date;
  /** Refusals in a row before it was opened. */
  readonly refusals: number;
  /** How many were let through since it is open. */
  readonly probes: number;
  /** Before this time nothing is submitted. */
  readonly nextProbeAt?: Date | undefined;
  /** Since when somebody is finding out whether it is over. */
  readonly probingSince?: Date | undefined;
};

export type OpenPause = ProviderPause & { readonly nextProbeAt: Date };

/** One refusal of our account tells all; a provider that is away must have said so this often in a row. */
const refusalsUntilOpen: Readonly<Record<PauseReason, number>> = {
  'balance-exhausted': 1,
  unauthorized: 1,
  unavailable: 5,
};

const seconds = 1000;
/** Shorter than an order of pictures waits, so that whoever orders after it is put right is served. */
const accountSteps = [30 * seconds, 60 * seconds, 120 * seconds];
const endpointSteps = [5 * seconds, 10 * seconds, 20 * seconds, 30 * seconds, 60 * seconds];

const stepsOf: Readonly<Record<PauseReason, readonly number[]>> = {
  'balance-exhausted': accountSteps,
  unauthorized: accountSteps,
  unavailable: endpointSteps,
};

const stepAfter = (reason: PauseReason, probes: number): number => {
  const steps = stepsOf[reason];
  return steps[Math.min(probes, steps.length - 1)] ?? 60 * seconds;
};

/** How long it is asked again and again what came of a probe that is under way. */
const probeAnswerMs = 3 * seconds;
/** Whoever waits for the same probe comes within this time of it. */
export const gatherMs = 2 * seconds;

const reasonsByCode: Partial<Record<PortErrorCode, PauseReason>> = {
  'provider.balance-exhausted': 'balance-exhausted',
  'provider.unauthorized': 'unauthorized',
  'provider.unavailable': 'unavailable',
  'provider.rate-limited': 'unavailable',
  // A gateway that answers for a provider that is away: nobody knows, but five in a row say enough.
  'provider.outcome-unknown': 'unavailable',
};

export type Refusal = {
  readonly scope: PauseScope;
  readonly reason: PauseReason;
  readonly retryAfterMs: number | undefined;
};

/** What a failed call says of the provider, or undefined where it says nothing of it. */
export const refusalOf = (
  { code, retryAfterMs }: { code: PortErrorCode; retryAfterMs: number | undefined },
  endpoint: string,
): Refusal | undefined => {
  const reason = reasonsByCode[code];
  if (!reason) return undefined;
  const scope = reason === 'unavailable' ? endpoint : accountScope;
  return { scope, reason, retryAfterMs };
};

export const isOpen = (pause: ProviderPause | undefined): pause is OpenPause =>
  pause?.nextProbeAt !== undefined;

/** What is remembered after a refusal; undefined where that is nothing new. */
export const pauseAfter = (
  known: ProviderPause | undefined,
  { scope, reason, retryAfterMs = 0 }: Refusal,
  { now, isProbe }: { readonly now: Date; readonly isProbe: boolean },
): ProviderPause | undefined => {
  const later = (ms: number) => new Date(now.getTime() + Math.max(ms, retryAfterMs));
  if (isOpen(known)) {
    // What was on its way when it was opened learned the same: only a probe's refusal is news.
    if (!isProbe) return undefined;
    const nextProbeAt = later(stepAfter(reason, known.probes));
    return { ...known, reason, nextProbeAt, probingSince: undefined };
  }
  const refusals = (known?.refusals ?? 0) + 1;
  const counted = { scope, reason, refusals, probes: 0 };
  if (refusals < refusalsUntilOpen[reason]) return { ...counted, since: known?.since ?? now };
  return { ...counted, since: now, nextProbeAt: later(stepAfter(reason, 0)) };
};

export type Passage =
  | { readonly pass: 'freely' }
  /** Finds out for everybody: each of these is claimed, and must be stored before anything is sent. */
  | { readonly pass: 'as-probe'; readonly claimed: readonly OpenPause[] }
  | { readonly pass: 'not-yet'; readonly until: Date };

/** Whether something may be submitted now. Where a probe dies, the next one goes at its time. */
export const passageThrough = (pauses: readonly ProviderPause[], now: Date): Passage => {
  const open = pauses.filter(isOpen);
  const closed = open.filter(({ nextProbeAt }) => now < nextProbeAt);
  if (closed.length > 0) {
    return {
      pass: 'not-yet',
      until: new Date(Math.max(...closed.map((pause) => askAgainAt(pause, now)))),
    };
  }
  if (open.length === 0) return { pass: 'freely' };
  return { pass: 'as-probe', claimed: open.map((pause) => claimed(pause, now)) };
};

const askAgainAt = ({ nextProbeAt, probingSince }: OpenPause, now: Date): number => {
  if (probingSince === undefined) return nextProbeAt.getTime();
  return Math.min(nextProbeAt.getTime(), now.getTime() + probeAnswerMs);
};

const claimed = (pause: OpenPause, now: Date): OpenPause => {
  const probes = pause.probes + 1;
  const nextProbeAt = new Date(now.getTime() + stepAfter(pause.reason, probes));
  return { ...pause, probes, nextProbeAt, probingSince: now };
};

/** A probe that never came to ask leaves the asking to the next one. */
export const unclaimed = (pause: OpenPause, now: Date): OpenPause => ({
  ...pause,
  nextProbeAt: now,
  probingSince: undefined,
});

const unavailableAlarmMs = 120 * seconds;

/** An account that is refused needs a person at once; a provider that is away mostly comes back by itself. */
export const needsOperator = (pause: ProviderPause, now: Date): boolean =>
  isOpen(pause) &&
  (pause.reason !== 'unavailable' || now.getTime() - pause.since.getTime() >= unavailableAlarmMs);

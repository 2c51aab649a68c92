import type { PauseReason } from '../pause/provider-pause.ts';
import type { Work, WorkFacts } from './work-facts.ts';
import { historyOf, type HistoryLine } from './work-history.ts';

export type WaitsFor =
  | { readonly code: 'nothing' }
  /** A worker takes it from the queue. */
  | { readonly code: 'worker' }
  | { readonly code: 'provider-pause'; readonly reason: PauseReason; readonly until: Date }
  /** It was sent, and the answer was lost: its webhook may still name it. */
  | { readonly code: 'lost-reply'; readonly until: Date }
  | { readonly code: 'next-try' }
  | { readonly code: 'provider-queue'; readonly ahead?: number | undefined }
  | { readonly code: 'provider-run'; readonly percent?: number | undefined }
  /** What was made is being copied into our storage. */
  | { readonly code: 'copy' };

/** What somebody could do about it. */
export const workAdvice = [
  'wait',
  'look-at-workers',
  'pay-provider',
  'check-provider-key',
  'attach-request',
  'refresh',
  'import-result',
  'fail',
  'retry',
  'see-photos',
  'change-words',
  'reconcile',
] as const;
export type WorkAdvice = (typeof workAdvice)[number];

export type WorkExplanation = {
  /** The first thing that happened comes first. */
  readonly history: readonly HistoryLine[];
  readonly waitsFor: WaitsFor;
  /** By when it is over, whatever happens; undefined once it is. */
  readonly deadlineAt?: Date | undefined;
  readonly advice: readonly WorkAdvice[];
};

/** Says how work came to be as it is, what it waits for, and what to do. */
export const explainWork = (
  facts: WorkFacts,
  { now, lostReplyGraceMs }: { readonly now: Date; readonly lostReplyGraceMs: number },
): WorkExplanation => {
  const { work } = facts;
  const history = historyOf(facts);
  if (work.finishedAt) {
    return { history, waitsFor: { code: 'nothing' }, advice: adviceAfter(work) };
  }
  const waitsFor = waitOf(facts, { now, lostReplyGraceMs });
  const isLate = now > work.deadlineAt;
  const advice = isLate ? (['reconcile', 'fail'] as const) : adviceFor(waitsFor);
  const possible = advice.filter((what) => facts.type === 'training' || !ofTrainings.has(what));
  return { history, waitsFor, deadlineAt: work.deadlineAt, advice: possible };
};

/** An order is over within minutes, and costs little: there is nothing to help it along with. */
const ofTrainings: ReadonlySet<WorkAdvice> = new Set([
  'attach-request',
  'refresh',
  'import-result',
  'fail',
]);

const waitOf = (
  { work, runs, pauses }: WorkFacts,
  { now, lostReplyGraceMs }: { readonly now: Date; readonly lostReplyGraceMs: number },
): WaitsFor => {
  const { status, progress } = work;
  if (status === 'finishing') return { code: 'copy' };
  if (status === 'running') return { code: 'provider-run', percent: progress?.percent };
  if (status === 'queued') return { code: 'provider-queue', ahead: progress?.queuePosition };
  const latest = runs.find(({ orphanOf }) => orphanOf === undefined);
  if (latest?.status === 'intended') {
    const until = new Date(latest.createdAt.getTime() + lostReplyGraceMs);
    if (now < until) return { code: 'lost-reply', until };
  }
  const pause = pauses.find(({ nextProbeAt }) => nextProbeAt !== undefined);
  if (pause?.nextProbeAt) {
    return { code: 'provider-pause', reason: pause.reason, until: pause.nextProbeAt };
  }
  return latest ? { code: 'next-try' } : { code: 'worker' };
};

const adviceFor = (waitsFor: WaitsFor): readonly WorkAdvice[] => {
  switch (waitsFor.code) {
    case 'nothing':
      return [];
    case 'worker':
      return ['wait', 'look-at-workers'];
    case 'next-try':
      return ['wait', 'attach-request', 'look-at-workers'];
    case 'lost-reply':
      return ['wait', 'attach-request'];
    case 'provider-pause':
      return waitsFor.reason === 'balance-exhausted'
        ? ['pay-provider']
        : [waitsFor.reason === 'unauthorized' ? 'check-provider-key' : 'wait'];
    case 'provider-queue':
    case 'provider-run':
      return ['wait', 'refresh', 'fail'];
    case 'copy':
      return ['wait', 'refresh', 'import-result', 'fail'];
  }
};

const adviceAfter = ({ status, failure }: Work): readonly WorkAdvice[] => {
  if (status === 'succeeded') return [];
  if (status === 'blocked' || failure?.code === 'content.blocked') return ['change-words'];
  if (failure?.code.startsWith('photos.')) return ['see-photos', 'retry'];
  return ['retry'];
};

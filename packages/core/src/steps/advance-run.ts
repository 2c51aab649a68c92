import { together } from '../shared/together.ts';
import { planTry } from '../domain/run/plan-try.ts';
import { billed, type RunBilling, type UnwantedBilling } from '../domain/run/run-cost.ts';
import {
  runStatuses,
  type ProviderRun,
  type RunFailure,
  type RunObservation,
  type RunProgress,
} from '../domain/run/run.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { retireRun } from './retire-run.ts';

/** What a run's owner does with news of it. Each changes nothing where the owner has ended already. */
export type RunOwner<Output> = {
  progressed(progress: RunProgress): Promise<void>;
  succeeded(output: Output): Promise<boolean>;
  /** Goes back to being submitted. */
  retried(): Promise<boolean>;
  failed(failure: RunFailure): Promise<void>;
  cancelled(): Promise<void>;
};

export type RunNews<Output> = {
  readonly run: ProviderRun;
  /** The newest try of the same owner. */
  readonly latest: ProviderRun;
  readonly observation: RunObservation<Output>;
  readonly owner: RunOwner<Output>;
};

/** A request that the provider does not know once may only be hard to see just then; this often in a row it is gone. */
const missesAllowed = 5;
const notEnded = ['intended', 'accepted', 'abandoned'] as const;

/**
 * Applies news of a run, whoever brought it. Whoever comes second changes nothing: of several runs of
 * one owner the first to succeed is the one that counts, and only the newest try can end it badly.
 */
export const advanceRun = async <Output>(
  tx: Transaction,
  ports: Needs,
  { run, latest, observation, owner }: RunNews<Output>,
): Promise<void> => {
  const at: Place<Output> = { run, latest, isLatest: run.id === latest.id, owner };
  if (observation.state !== 'unknown' && run.misses > 0) await noteMisses(tx, run, 0);
  switch (observation.state) {
    case 'queued':
      return progress(at, { stage: 'queued', queuePosition: observation.position });
    case 'running':
      return progress(at, { stage: 'running', percent: observation.percent });
    case 'unknown':
      return miss(tx, ports, at);
    case 'failed':
      return fail(tx, ports, at, observation);
    case 'cancelled':
      if ((await end(tx, run, observation.billing)) && at.isLatest) await owner.cancelled();
      return;
    case 'succeeded':
      return succeed(tx, ports, at, observation.output);
  }
};

type Needs = Pick<Ports, 'clock' | 'policy'>;

type Place<Output> = {
  readonly run: ProviderRun;
  readonly latest: ProviderRun;
  readonly isLatest: boolean;
  readonly owner: RunOwner<Output>;
};

/** An orphan or a try that was replaced is not what the person waits for. */
const progress = async <Output>(
  { isLatest, owner }: Place<Output>,
  news: RunProgress,
): Promise<void> => {
  if (isLatest) await owner.progressed(news);
};

const succeed = async <Output>(
  tx: Transaction,
  { clock }: Needs,
  { run, latest, isLatest, owner }: Place<Output>,
  output: Output,
): Promise<void> => {
  // It is billed whatever else was believed of it before.
  const [, isUsed] = await together([
    tx.runs.save(ended(run, 'billed'), runStatuses),
    owner.succeeded(output),
  ]);
  // A try that was given up may still deliver; then the one that replaced it is not needed.
  if (isUsed && !isLatest) await retireRun(tx, latest, clock.now());
};

const miss = async <Output>(tx: Transaction, ports: Needs, at: Place<Output>): Promise<void> => {
  const misses = at.run.misses + 1;
  await noteMisses(tx, at.run, misses);
  if (misses < missesAllowed) return;
  const failure = { code: 'provider.no-result', retryable: true } as const;
  await fail(tx, ports, at, { failure, billing: 'maybe' });
};

const noteMisses = async ({ runs }: Transaction, run: ProviderRun, misses: number) => {
  await runs.save({ ...run, misses }, [run.status]);
};

const fail = async <Output>(
  tx: Transaction,
  { clock, policy }: Needs,
  { run, isLatest, owner }: Place<Output>,
  { failure, billing }: { readonly failure: RunFailure; readonly billing: UnwantedBilling },
): Promise<void> => {
  if (!(await end(tx, run, billing)) || !isLatest) return;
  const rules = { now: clock.now(), lostReplyGraceMs: 0, maxTries: policy.maxSubmissionTries };
  const plan = planTry({ ...run, status: 'ended' }, rules);
  if (failure.retryable && plan.step === 'start' && (await owner.retried())) return;
  await owner.failed(failure);
};

const ended = (run: ProviderRun, billing: RunBilling): ProviderRun =>
  billed({ ...run, status: 'ended', nextCheckAt: undefined }, billing);

/** Answers false where it had ended before: bad news after good changes nothing. */
const end = ({ runs }: Transaction, run: ProviderRun, billing: UnwantedBilling): Promise<boolean> =>
  runs.save(ended(run, billing), notEnded);

import { planTry } from '../domain/run/plan-try.ts';
import type { ProviderRun, RunFailure, RunObservation, RunProgress } from '../domain/run/run.ts';
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
  readonly observation: RunObservation<Output>;
  readonly owner: RunOwner<Output>;
};

/** A request that the provider does not know once may only be hard to see just then; this often in a row it is gone. */
const missesAllowed = 5;

/** Applies news of a run, whoever brought it. Whoever comes second changes nothing. */
export const advanceRun = async <Output>(
  tx: Transaction,
  { clock, policy }: Pick<Ports, 'clock' | 'policy'>,
  { run, observation, owner }: RunNews<Output>,
): Promise<void> => {
  const latest = (await tx.runs.findLatest(run.subject)) ?? run;
  if (observation.state !== 'unknown' && run.misses > 0) await noteMisses(0);
  switch (observation.state) {
    case 'queued':
      return owner.progressed({ stage: 'queued', queuePosition: observation.position });
    case 'running':
      return owner.progressed({ stage: 'running', percent: observation.percent });
    case 'unknown':
      if ((await countMiss()) < missesAllowed) return;
      return fail(run, latest, { code: 'provider.no-result', retryable: true });
    case 'failed':
      return fail(run, latest, observation.failure);
    case 'cancelled':
      if ((await end(run)) && run.id === latest.id) await owner.cancelled();
      return;
    case 'succeeded':
      await end(run);
      // A try that was given up may still deliver; then the one that replaced it is not needed.
      if ((await owner.succeeded(observation.output)) && run.id !== latest.id) {
        await retireRun(tx, latest);
      }
  }

  async function countMiss(): Promise<number> {
    const misses = run.misses + 1;
    await noteMisses(misses);
    return misses;
  }

  async function noteMisses(misses: number): Promise<void> {
    await tx.runs.save({ ...run, misses }, [run.status]);
  }

  /** Answers false where it had ended before: bad news after good changes nothing. */
  async function end(ended: ProviderRun): Promise<boolean> {
    return tx.runs.save({ ...ended, status: 'ended', nextCheckAt: undefined }, [
      'intended',
      'accepted',
      'abandoned',
    ]);
  }

  async function fail(failed: ProviderRun, newest: ProviderRun, failure: RunFailure) {
    if (!(await end(failed)) || failed.id !== newest.id) return;
    const rules = { now: clock.now(), lostReplyGraceMs: 0, maxTries: policy.maxSubmissionTries };
    const plan = planTry({ ...failed, status: 'ended' }, rules);
    if (failure.retryable && plan.step === 'start' && (await owner.retried())) return;
    await owner.failed(failure);
  }
};

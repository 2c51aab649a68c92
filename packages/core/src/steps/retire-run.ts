import type { ProviderRun } from '../domain/run/run.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

/** A run whose result nobody waits for any more: it is cancelled at the provider where it was accepted. */
export const retireRun = async (
  { runs, jobs }: Pick<Transaction, 'runs' | 'jobs'>,
  run: ProviderRun | undefined,
): Promise<void> => {
  if (!run || run.status === 'ended' || run.status === 'abandoned') return;
  if (run.status === 'accepted') {
    await jobs.enqueue({ name: 'run.cancel', data: { runId: run.id } });
    return;
  }
  await runs.save({ ...run, status: 'abandoned', nextCheckAt: undefined }, ['intended']);
};

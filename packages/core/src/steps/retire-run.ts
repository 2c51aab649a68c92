import type { ProviderRun } from '../domain/run/run.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { abandonRun } from './abandon-run.ts';

/** Gives a run up, unless it is over or given up already. */
export const retireRun = async (
  tx: Pick<Transaction, 'runs' | 'jobs'>,
  run: ProviderRun | undefined,
  now: Date,
): Promise<void> => {
  if (run?.status === 'intended' || run?.status === 'accepted') await abandonRun(tx, run, now);
};

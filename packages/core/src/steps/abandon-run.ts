import { nextAbandonedCheckAt } from '../domain/run/check-schedule.ts';
import { billed } from '../domain/run/run-cost.ts';
import { isWatched, type ProviderRun } from '../domain/run/run.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

/**
 * A run whose result nobody waits for any more. Where the provider has it, it is cancelled there and
 * asked about until its bill is known: a cancelled run may complete all the same.
 */
export const abandonRun = async (
  { runs, jobs }: Pick<Transaction, 'runs' | 'jobs'>,
  run: ProviderRun,
  now: Date,
): Promise<void> => {
  const abandoned: ProviderRun = { ...run, status: 'abandoned', nextCheckAt: undefined };
  if (run.requestId === undefined) {
    if (await runs.save(billed(abandoned, 'maybe'), ['intended'])) return;
    // Somebody may have heard its name in the same moment.
    const named = await runs.find(run.id);
    if (isWatched(named)) await abandonRun({ runs, jobs }, named, now);
    return;
  }
  const watched = { ...abandoned, nextCheckAt: nextAbandonedCheckAt(run.createdAt, now) };
  if (!(await runs.save(watched, ['intended', 'accepted', 'refused', 'abandoned']))) return;
  await jobs.enqueue({ name: 'run.cancel', data: { runId: run.id } });
};

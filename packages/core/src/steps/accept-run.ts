import { nextCheckAt } from '../domain/run/check-schedule.ts';
import type { ProviderRun } from '../domain/run/run.ts';
import type { RunHandle } from '../ports/avatar-trainer.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import type { Submission } from './submission.ts';

type Needs = Pick<Ports, 'clock' | 'logger'>;

/** Writes down what the provider answered, and asks from then on; a run that nobody waits for any more is cancelled. */
export const acceptRun = async (
  tx: Transaction,
  { clock, logger }: Needs,
  submission: Submission<unknown>,
  { run, handle }: { run: ProviderRun; handle: RunHandle },
): Promise<void> => {
  const now = clock.now();
  const accepted: ProviderRun = {
    ...run,
    status: 'accepted',
    requestId: handle.requestId,
    acceptedAt: now,
    nextCheckAt: nextCheckAt(run.subject.type, 0, now),
  };
  if (await tx.runs.save(accepted, ['intended'])) {
    if (await submission.accepted(tx)) {
      const at = accepted.nextCheckAt ?? now;
      await tx.jobs.enqueue(
        { name: 'run.check', data: { runId: run.id } },
        { startAt: at, key: run.id },
      );
      return;
    }
    await tx.jobs.enqueue({ name: 'run.cancel', data: { runId: run.id } });
    return;
  }
  const stored = await tx.runs.find(run.id);
  if (stored?.requestId === handle.requestId) return;
  logger.warn({ runId: run.id, requestId: handle.requestId }, 'orphan run is cancelled');
  await tx.runs.save({ ...run, status: 'abandoned', requestId: handle.requestId }, ['abandoned']);
  await tx.jobs.enqueue({ name: 'run.cancel', data: { runId: run.id } });
};

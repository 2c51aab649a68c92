import { nextCheckAt } from '../domain/run/check-schedule.ts';
import type { ProviderRun } from '../domain/run/run.ts';
import type { RunHandle } from '../ports/avatar-trainer.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { abandonRun } from './abandon-run.ts';
import { runOfRequest } from './run-of-request.ts';
import type { Submission } from './submission.ts';

type Needs = Pick<Ports, 'clock' | 'ids' | 'logger'>;

/** Writes down what the provider answered, and asks from then on; a run that nobody waits for any more is cancelled. */
export const acceptRun = async (
  tx: Transaction,
  ports: Needs,
  submission: Submission<unknown>,
  { run, handle }: { run: ProviderRun; handle: RunHandle },
): Promise<void> => {
  const now = ports.clock.now();
  const firstCheckAt = nextCheckAt(run.subject.type, 0, now);
  const accepted: ProviderRun = {
    ...run,
    status: 'accepted',
    requestId: handle.requestId,
    acceptedAt: now,
    nextCheckAt: firstCheckAt,
  };
  if (!(await tx.runs.save(accepted, ['intended']))) return acceptLate(tx, ports, run, handle);
  if (!(await submission.accepted(tx))) return abandonRun(tx, accepted, now);
  await tx.jobs.enqueue(
    { name: 'run.check', data: { runId: run.id } },
    { startAt: firstCheckAt, key: run.id },
  );
};

/** A webhook named the run before its reply came, or it was given up: what is not needed is cancelled. */
const acceptLate = async (
  tx: Transaction,
  ports: Needs,
  { id }: ProviderRun,
  { requestId }: RunHandle,
): Promise<void> => {
  const stored = await runOfRequest(tx, ports, id, requestId);
  if (stored?.status === 'abandoned') await abandonRun(tx, stored, ports.clock.now());
};

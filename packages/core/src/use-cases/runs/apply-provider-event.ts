import type { ProviderEventId } from '../../shared/ids.ts';
import { nextCheckAt } from '../../domain/run/check-schedule.ts';
import type { ProviderRun } from '../../domain/run/run.ts';
import type { ProviderEvent } from '../../ports/provider-events.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { observeRun } from '../../steps/observe-run.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'trainer' | 'generator' | 'clock' | 'policy' | 'logger'>;

/** Lets the provider's message finish the run it names, also one whose submission we never heard the answer of. */
export const applyProviderEvent =
  (ports: Needs) =>
  async ({ eventId }: { eventId: ProviderEventId }): Promise<void> => {
    const { event, run } = await ports.unitOfWork.run(async ({ events, runs }) => {
      const found = await events.find(eventId);
      return { event: found, run: found && (await runs.find(found.runId)) };
    });
    if (!event || !run) {
      ports.logger.warn({ eventId }, 'provider event names no run of ours');
      return;
    }
    const handle = { endpoint: run.endpoint, requestId: event.requestId };
    const advance = await observeRun(ports, run, handle, event);
    if (!advance) return;
    await ports.unitOfWork.run(async (tx) => {
      const known = await adopt(tx, ports, run, event);
      if (known) await advance(tx, known);
    });
  };

/** The address proves that the request is ours, whether or not we ever heard its id. */
const adopt = async (
  tx: Transaction,
  { clock }: Needs,
  { id }: ProviderRun,
  { requestId }: ProviderEvent,
): Promise<ProviderRun | undefined> => {
  const run = await tx.runs.find(id);
  if (!run || run.requestId !== undefined) return run;
  if (run.status !== 'intended') return { ...run, requestId };
  const now = clock.now();
  const adopted: ProviderRun = {
    ...run,
    status: 'accepted',
    requestId,
    acceptedAt: now,
    nextCheckAt: nextCheckAt(run.subject.type, 0, now),
  };
  return (await tx.runs.save(adopted, ['intended'])) ? adopted : run;
};

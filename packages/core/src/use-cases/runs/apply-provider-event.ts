import type { ProviderEventId } from '../../shared/ids.ts';
import type { ProviderRun } from '../../domain/run/run.ts';
import type { ProviderEvent } from '../../ports/provider-events.ts';
import type { Ports } from '../../ports/ports.ts';
import { abandonRun } from '../../steps/abandon-run.ts';
import { observeRun } from '../../steps/observe-run.ts';
import { runOfRequest } from '../../steps/run-of-request.ts';

type Needs = Pick<
  Ports,
  'unitOfWork' | 'trainer' | 'generator' | 'clock' | 'ids' | 'policy' | 'logger'
>;

/** Lets the provider's message finish the run it names, also one whose submission we never heard the answer of. */
export const applyProviderEvent =
  (ports: Needs) =>
  async ({ eventId }: { eventId: ProviderEventId }): Promise<void> => {
    const { event, run } = await eventAndRun(ports, eventId);
    if (!event) {
      ports.logger.warn({ eventId }, 'a provider event is gone');
      return;
    }
    if (!run) {
      // Perhaps the database was restored from a backup that is older than the run.
      const { runId, requestId } = event;
      ports.logger.error({ eventId, runId, requestId }, 'a provider event names no run we know');
      // It changes nothing, and is set aside for whoever wants to know.
      await ports.unitOfWork.run(({ events }) => events.quarantine(eventId, ports.clock.now()));
      return;
    }
    const handle = { endpoint: run.endpoint, requestId: event.requestId };
    const advance = await observeRun(ports, run, handle, event);
    if (!advance) return;
    await ports.unitOfWork.run(async (tx) => {
      // The address proves that the request is ours, whether or not we ever heard its id.
      const known = await runOfRequest(tx, ports, run.id, event.requestId);
      if (!known) return;
      await advance(tx, known);
      // Advancing gives up only runs that were given up before.
      if (known.status === 'accepted') return;
      const advanced = await tx.runs.find(known.id);
      if (advanced?.status === 'abandoned') await abandonRun(tx, advanced, ports.clock.now());
    });
  };

const eventAndRun = (
  { unitOfWork }: Needs,
  eventId: ProviderEventId,
): Promise<{ event?: ProviderEvent | undefined; run?: ProviderRun | undefined }> =>
  unitOfWork.read(async ({ events, runs }) => {
    const event = await events.find(eventId);
    return { event, run: event && (await runs.find(event.runId)) };
  });

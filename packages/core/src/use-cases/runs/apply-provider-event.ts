import type { ProviderEventId, RunId } from '../../shared/ids.ts';
import { together } from '../../shared/together.ts';
import type { Generation } from '../../domain/generation/generation.ts';
import type { ProviderRun } from '../../domain/run/run.ts';
import type { ProviderEvent } from '../../ports/provider-events.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { abandonRun } from '../../steps/abandon-run.ts';
import { collectPictures, type CollectNeeds } from '../../steps/collect-pictures.ts';
import { fetchAhead } from '../../steps/keep-pictures.ts';
import { nameRun } from '../../steps/name-run.ts';
import { observeRun, type Observed } from '../../steps/observe-run.ts';
import { runOfRequest } from '../../steps/run-of-request.ts';

type Needs = CollectNeeds & Pick<Ports, 'trainer'>;

type Named = {
  readonly eventId: ProviderEventId;
  readonly runId?: RunId | undefined;
};

/**
 * Lets the provider's message finish the run it names, also one whose submission we never heard the
 * answer of. The pictures it tells of are collected here and now: where that ends halfway, the message
 * is gone through again and finds an order that still waits for them.
 */
export const applyProviderEvent =
  (ports: Needs) =>
  async ({ eventId, runId }: Named): Promise<void> => {
    const { event, run, generation } = await look(ports, { eventId, runId });
    if (!event) {
      ports.logger.warn({ eventId }, 'a provider event is gone');
      return;
    }
    if (!run) return setAside(ports, event);
    nameRun(ports, run);
    const handle = { endpoint: run.endpoint, requestId: event.requestId };
    const observed = await observeRun(ports, run, handle, event);
    if (!observed) return;
    const { subject } = run;
    const applied = ports.unitOfWork.run((tx) => apply(tx, ports, { event, run, observed }));
    if (subject.type === 'training') return applied;
    const { pictures } = observed;
    const fetched = generation && pictures && fetchAhead(ports, generation, pictures);
    const [ahead] = await together([Promise.resolve(fetched), applied]);
    await collectPictures(ports, subject.id, ahead);
  };

/** It changes nothing: perhaps the database was restored from a backup that is older than the run. */
const setAside = async (
  { unitOfWork, clock, logger }: Needs,
  { id, runId, requestId }: ProviderEvent,
): Promise<void> => {
  logger.error({ eventId: id, runId, requestId }, 'a provider event names no run we know');
  await unitOfWork.run(({ events }) => events.quarantine(id, clock.now()));
};

type News = {
  readonly event: ProviderEvent;
  readonly run: ProviderRun;
  readonly observed: Observed;
};

const apply = async (
  tx: Transaction,
  ports: Needs,
  { event, run, observed }: News,
): Promise<void> => {
  // The address proves that the request is ours, whether or not we ever heard its id.
  const known = await runOfRequest(tx, ports, run.id, event.requestId);
  if (!known) return;
  await observed.advance(tx, known);
  // Advancing gives up only runs that were given up before.
  if (known.status === 'accepted') return;
  const advanced = await tx.runs.find(known.id);
  if (advanced?.status === 'abandoned') await abandonRun(tx, advanced, ports.clock.now());
};

type Found = {
  readonly event: ProviderEvent | undefined;
  readonly run: ProviderRun | undefined;
  /** What the run is for, where that is pictures. */
  readonly generation: Generation | undefined;
};

/** At once where the job names the run. The run that the message names is the message's word. */
const look = ({ unitOfWork }: Needs, { eventId, runId }: Named): Promise<Found> =>
  unitOfWork.read(async ({ events, runs, generations }) => {
    const findRun = (id: RunId) => together([runs.find(id), generations.findOfRun(id)]);
    const [event, named] = await together([
      events.find(eventId),
      runId ? findRun(runId) : Promise.resolve(undefined),
    ]);
    const isNamed = event !== undefined && event.runId === named?.[0]?.id;
    const [run, generation] =
      (isNamed ? named : event && (await findRun(event.runId))) ?? ([] as const);
    return { event, run, generation };
  });

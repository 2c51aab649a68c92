import type { HoldId, UserId } from '../../shared/ids.ts';
import type { ProviderRun, RunSubject } from '../../domain/run/run.ts';
import type { ProviderEvent } from '../../ports/provider-events.ts';
import type {
  GenerationListing,
  Owner,
  TrainingListing,
  WebhookListing,
  WorkDirectory,
  WorkRecord,
} from '../../ports/work-directory.ts';
import { byText, newestPage } from './rows.ts';
import type { Store } from './store.ts';
import type { InMemoryUnitOfWork } from './unit-of-work.ts';

const most = 100;

export const inMemoryWorkDirectory = ({
  committed,
}: Pick<InMemoryUnitOfWork, 'committed'>): WorkDirectory => ({
  listTrainings: async ({ status, avatarId, owner, ...page }) => {
    const store = committed();
    const rows = [...store.trainings.values()].filter(
      (row) =>
        fits(status, row.status) && fits(avatarId, row.avatarId) && isOf(store, owner, row.userId),
    );
    return newestPage(rows, pageOf(page)).map((row) => trainingListing(store, row));
  },
  findTraining: async (id) => {
    const store = committed();
    const training = store.trainings.get(id);
    const avatar = training && store.avatars.get(training.avatarId);
    if (!training || !avatar) return undefined;
    const record = recordOf(store, { type: 'training', id }, training.holdId);
    return { ...trainingListing(store, training), avatar, ...record };
  },
  listGenerations: async ({ status, owner, ...page }) => {
    const store = committed();
    const rows = [...store.generations.values()].filter(
      (row) => fits(status, row.status) && isOf(store, owner, row.userId),
    );
    return newestPage(rows, pageOf(page)).map((row) => generationListing(store, row));
  },
  findGeneration: async (id) => {
    const store = committed();
    const generation = store.generations.get(id);
    if (!generation) return undefined;
    const record = recordOf(store, { type: 'generation', id }, generation.holdId);
    return { ...generationListing(store, generation), ...record };
  },
  listWebhooks: async ({ outcome, requestId, isQuarantined, ...page }) => {
    const store = committed();
    const rows = [...store.events.values()].filter(
      (row) =>
        fits(outcome, row.outcome) &&
        fits(requestId, row.requestId) &&
        (!isQuarantined || store.quarantined.has(row.id)),
    );
    return newestPage(rows, pageOf(page)).map((row) => webhookListing(store, row));
  },
  findWebhook: async (id) => {
    const { events, quarantined, runs } = committed();
    const event = events.get(id);
    return event && { event, quarantinedAt: quarantined.get(id), run: runs.get(event.runId) };
  },
});

const fits = <T>(wanted: T | undefined, value: T): boolean =>
  wanted === undefined || wanted === value;

const isOf = ({ users }: Store, owner: string | undefined, userId: UserId): boolean =>
  owner === undefined || owner === userId || users.get(userId)?.address === owner;

const pageOf = ({ limit, before }: { limit: number; before?: string | undefined }) => ({
  limit,
  ...(before !== undefined && { before }),
});

const ownerOf = ({ users }: Store, userId: UserId): Owner => {
  const user = users.get(userId);
  if (!user) throw new Error(`${userId} is nobody`);
  return { id: user.id, address: user.address, firstName: user.firstName };
};

const trainingListing = (store: Store, training: TrainingListing['training']): TrainingListing => ({
  training,
  avatarName: store.avatars.get(training.avatarId)?.name ?? '',
  owner: ownerOf(store, training.userId),
});

const generationListing = (
  store: Store,
  generation: GenerationListing['generation'],
): GenerationListing => ({ generation, owner: ownerOf(store, generation.userId) });

const webhookListing = (
  { quarantined, runs }: Store,
  { payload: _payload, ...event }: ProviderEvent,
): WebhookListing => ({
  ...event,
  quarantinedAt: quarantined.get(event.id),
  subject: runs.get(event.runId)?.subject,
});

const recordOf = (store: Store, subject: RunSubject, holdId: HoldId): WorkRecord => {
  const runs = newestFirst([...store.runs.values()].filter((run) => isAbout(run, subject)));
  const known = new Set(runs.map(({ id }) => id));
  const events = [...store.events.values()].filter(({ runId }) => known.has(runId));
  return {
    hold: store.holds.get(holdId),
    runs: runs.slice(0, most),
    webhooks: newestFirst(events)
      .slice(0, most)
      .map((event) => webhookListing(store, event)),
  };
};

const isAbout = ({ subject }: ProviderRun, wanted: RunSubject): boolean => subject.id === wanted.id;

const newestFirst = <Row extends { readonly id: string }>(rows: readonly Row[]): Row[] =>
  rows.toSorted((one, other) => byText(other.id, one.id));

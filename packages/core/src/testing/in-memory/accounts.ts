import type { BlobKey, UserId } from '../../shared/ids.ts';
import { isGenerationFinal } from '../../domain/generation/generation-machine.ts';
import type { ProviderRun } from '../../domain/run/run.ts';
import { isTrainingFinal } from '../../domain/training/training-machine.ts';
import type { PersonalFile } from '../../domain/account/exported-file.ts';
import type { Accounts, PersonalRow, PersonalTable } from '../../ports/accounts.ts';
import { byText, insert } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryAccounts = (store: Store): Accounts => ({
  ...exportsIn(store),
  ...erasuresIn(store),
  ...welcomesIn(store),
  listRows: async (userId, table, page) =>
    pageOf(rowsOf(store, userId, table), ({ id }) => id, page),
  listFiles: async (userId, page) => pageOf(filesOf(store, userId), ({ key }) => key, page),
  listKeys: async (userId, page) => pageOf(keysOf(store, userId), (key) => key, page),
  listUnfinished: async (userId, limit) => ({
    trainings: owned(store.trainings, userId)
      .filter(({ status }) => !isTrainingFinal(status))
      .slice(0, limit),
    generations: owned(store.generations, userId)
      .filter(({ status }) => !isGenerationFinal(status))
      .slice(0, limit),
  }),
  listRunsSince: async (userId, { since, ...page }) =>
    pageOf(
      owned(store.runs, userId).filter(
        ({ requestId, createdAt }) => requestId !== undefined && createdAt >= since,
      ),
      ({ id }) => id,
      page,
    ),
});

const exportsIn = ({
  exports,
}: Store): Pick<Accounts, 'addExport' | 'findExport' | 'findLatestExport'> => ({
  addExport: async (wanted, { unlessSince }) => {
    const isRecent = owned(exports, wanted.userId).some(
      ({ requestedAt }) => requestedAt > unlessSince,
    );
    if (!isRecent) insert(exports, wanted);
    return !isRecent;
  },
  findExport: async (id) => exports.get(id),
  findLatestExport: async (userId) =>
    owned(exports, userId).toSorted(
      (one, other) => other.requestedAt.getTime() - one.requestedAt.getTime(),
    )[0],
});

const erasuresIn = (
  store: Store,
): Pick<
  Accounts,
  'detach' | 'addErasure' | 'findErasure' | 'listUnfinishedErasures' | 'saveErasure' | 'removeRows'
> => {
  const { users, usersByAddress, forgotten, erasures } = store;
  return {
    detach: async (userId, at) => {
      const user = users.get(userId);
      if (!user) return false;
      users.delete(userId);
      usersByAddress.delete(user.address);
      forgotten.set(userId, at);
      return true;
    },
    addErasure: async (erasure) => insert(erasures, erasure),
    findErasure: async (id) => erasures.get(id),
    listUnfinishedErasures: async ({ until, limit }) =>
      [...erasures.values()]
        .filter(({ finishedAt, requestedAt }) => !finishedAt && requestedAt <= until)
        .toSorted((one, other) => one.requestedAt.getTime() - other.requestedAt.getTime())
        .slice(0, limit)
        .map(({ id }) => id),
    saveErasure: async (erasure) => void erasures.set(erasure.id, erasure),
    removeRows: async (userId) => {
      if (!forgotten.has(userId)) throw new Error('only who is detached is removed');
      const runIds = new Set(owned(store.runs, userId).map(({ id }) => id));
      for (const event of store.events.values()) {
        if (runIds.has(event.runId)) store.events.delete(event.id);
      }
      for (const { cost } of owned(store.runs, userId)) keepCost(store, cost);
      remove(store.runs, userId);
      remove(store.exports, userId);
      remove(store.drafts, userId);
      remove(store.decisions, userId);
      remove(store.favouriteStyles, userId);
      remove(store.hookMessages, userId);
      return {
        pictures: remove(store.images, userId),
        orders: remove(store.generations, userId),
        trainings: remove(store.trainings, userId),
        photos: remove(store.photos, userId),
        avatars: remove(store.avatars, userId),
      };
    },
  };
};

const keepCost = (
  { forgottenCosts }: Store,
  { billing, expectedMicroUsd }: ProviderRun['cost'],
): void => {
  if (billing === 'free') return;
  const kept = billing === 'billed' ? 'billed' : 'maybe';
  forgottenCosts.set(kept, (forgottenCosts.get(kept) ?? 0) + expectedMicroUsd);
};

const welcomesIn = ({ welcomes }: Store): Pick<Accounts, 'addWelcome' | 'deleteWelcomes'> => ({
  addWelcome: async ({ pseudonym, forgetAt }, { now }) => {
    const known = welcomes.get(pseudonym);
    if (known && known > now) return false;
    welcomes.set(pseudonym, forgetAt);
    return true;
  },
  deleteWelcomes: async ({ until, limit }) => {
    const due = [...welcomes].filter(([, forgetAt]) => forgetAt <= until).slice(0, limit);
    for (const [pseudonym] of due) welcomes.delete(pseudonym);
    return due.length;
  },
});

type Owned = { readonly userId: UserId };

const owned = <Row extends Owned>(table: ReadonlyMap<string, Row>, userId: UserId): Row[] =>
  [...table.values()].filter((row) => row.userId === userId);

const remove = <Id extends string, Row extends Owned & { readonly id: Id }>(
  table: Map<Id, Row>,
  userId: UserId,
): number => {
  const rows = owned(table, userId);
  for (const { id } of rows) table.delete(id);
  return rows.length;
};

const pageOf = <Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  { limit, after = '' }: { limit: number; after?: string | undefined },
): Row[] =>
  rows
    .filter((row) => keyOf(row) > after)
    .toSorted((one, other) => byText(keyOf(one), keyOf(other)))
    .slice(0, limit);

const rowsOf = (store: Store, userId: UserId, table: PersonalTable): PersonalRow[] => {
  const runIds = new Set(owned(store.runs, userId).map(({ id }) => id));
  const rows = {
    users: () => [...store.users.values()].filter(({ id }) => id === userId),
    avatars: () => owned(store.avatars, userId),
    photos: () => owned(store.photos, userId),
    trainings: () => owned(store.trainings, userId),
    generations: () => owned(store.generations, userId),
    images: () => owned(store.images, userId),
    drafts: () => owned(store.drafts, userId),
    decisions: () => owned(store.decisions, userId),
    'favourite-styles': () => owned(store.favouriteStyles, userId),
    transfers: () => owned(store.transfers, userId),
    runs: () => owned(store.runs, userId),
    events: () => [...store.events.values()].filter(({ runId }) => runIds.has(runId)),
  } satisfies Record<PersonalTable, () => readonly { readonly id: string }[]>;
  return rows[table]().map((row) => ({ id: row.id, row }));
};

const filesOf = (store: Store, userId: UserId): PersonalFile[] => [
  ...owned(store.photos, userId).flatMap(({ stored, receivedAt: at }) =>
    stored ? [{ key: stored.blobKey, type: 'photo', bytes: stored.bytes, at } as const] : [],
  ),
  ...owned(store.images, userId).map(
    ({ blobKey: key, bytes, createdAt: at }) => ({ key, type: 'picture', bytes, at }) as const,
  ),
];

const keysOf = (store: Store, userId: UserId): BlobKey[] => [
  ...owned(store.photos, userId).flatMap(({ thumbnailKey }) =>
    thumbnailKey ? [thumbnailKey] : [],
  ),
  ...filesOf(store, userId).map(({ key }) => key),
  ...owned(store.images, userId).map(({ thumbnailKey }) => thumbnailKey),
  ...owned(store.trainings, userId).flatMap(({ result }) =>
    result?.type === 'lora' ? [result.blobKey, result.configBlobKey].filter(isKey) : [],
  ),
];

const isKey = (key: BlobKey | undefined): key is BlobKey => key !== undefined;

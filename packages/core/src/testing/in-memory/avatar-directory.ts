import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { Training } from '../../domain/training/training.ts';
import type { AvatarDirectory, AvatarListing } from '../../ports/avatar-directory.ts';
import { byText, newestPage } from './rows.ts';
import type { Store } from './store.ts';
import type { InMemoryUnitOfWork } from './unit-of-work.ts';

const maxTrainings = 20;
const maxRuns = 100;

export const inMemoryAvatarDirectory = ({
  committed,
}: Pick<InMemoryUnitOfWork, 'committed'>): AvatarDirectory => ({
  list: async ({ status, kind, ...page }) => {
    const store = committed();
    const matching = [...store.avatars.values()].filter(
      (avatar) =>
        (status === undefined || avatar.status === status) &&
        (kind === undefined || avatar.kind === kind),
    );
    return newestPage(matching, page).map((avatar) => listingOf(store, avatar));
  },
  find: async (id) => {
    const store = committed();
    const avatar = store.avatars.get(id);
    if (!avatar) return undefined;
    const trainings = versionsOf(store, avatar).slice(0, maxTrainings);
    return { ...listingOf(store, avatar), trainings, runs: runsOf(store, trainings) };
  },
});

const listingOf = (store: Store, avatar: Avatar): AvatarListing => {
  const owner = store.users.get(avatar.userId);
  if (!owner) throw new Error(`avatar ${avatar.id} belongs to nobody`);
  return {
    avatar,
    owner: { id: owner.id, address: owner.address, firstName: owner.firstName },
    photos: [...store.photos.values()].filter(({ avatarId }) => avatarId === avatar.id).length,
    versions: versionsOf(store, avatar).length,
  };
};

const versionsOf = (store: Store, avatar: Avatar): Training[] =>
  [...store.trainings.values()]
    .filter(({ avatarId }) => avatarId === avatar.id)
    .toSorted((one, other) => other.version - one.version);

const runsOf = (store: Store, trainings: readonly Training[]) => {
  const ids = new Set<string>(trainings.map(({ id }) => id));
  return [...store.runs.values()]
    .filter(({ subject }) => ids.has(subject.id))
    .toSorted((one, other) => byText(other.id, one.id))
    .slice(0, maxRuns);
};

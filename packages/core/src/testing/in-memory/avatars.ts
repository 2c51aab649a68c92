import type { AvatarId, UserId } from '../../shared/ids.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { Avatars, AvatarSummary } from '../../ports/avatars.ts';
import { conflict, insert, newestPage } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryAvatars = (store: Store): Avatars => {
  const { avatars, users } = store;
  const ofUser = (userId: UserId): Avatar[] =>
    [...avatars.values()].filter(
      (avatar) => avatar.userId === userId && avatar.status !== 'deleted',
    );
  const find = (id: AvatarId, userId: UserId): Avatar | undefined =>
    ofUser(userId).find((avatar) => avatar.id === id);
  const mainOf = (userId: UserId): Avatar | undefined =>
    [...avatars.values()].find((avatar) => avatar.userId === userId && avatar.isMain);
  const oneMain = (avatar: Avatar): Avatar => {
    const main = avatar.isMain ? mainOf(avatar.userId) : undefined;
    if (main && main.id !== avatar.id) throw conflict(`the main avatar of ${avatar.userId}`);
    return avatar;
  };
  return {
    find: async (id, userId) => find(id, userId),
    // Writing a row as it is locks it.
    findForUpdate: async (id, userId) => {
      const avatar = find(id, userId);
      if (avatar) avatars.set(id, avatar);
      return avatar;
    },
    list: async (userId, page) => newestPage(ofUser(userId), page),
    listSummaries: async (userId, page) =>
      newestPage(ofUser(userId), page).map((avatar) => summaryOf(store, avatar)),
    findMain: async (userId) => mainOf(userId),
    countForUpdate: async (userId) => {
      const user = users.get(userId);
      if (user) users.set(userId, user);
      return ofUser(userId).length;
    },
    add: async (avatar) => insert(avatars, oneMain(avatar)),
    save: async (avatar) => {
      if (!avatars.has(avatar.id)) throw new Error(`avatar ${avatar.id} was never added`);
      avatars.set(avatar.id, oneMain(avatar));
    },
  };
};

const summaryOf = ({ photos, trainings }: Store, avatar: Avatar): AvatarSummary => {
  const own = [...photos.values()].filter(({ avatarId }) => avatarId === avatar.id);
  return {
    avatar,
    photos: {
      accepted: own.filter(({ status }) => status === 'accepted').length,
      checking: own.filter(({ status }) => status === 'received').length,
    },
    versions: [...trainings.values()].filter(
      ({ avatarId, status }) => avatarId === avatar.id && status === 'succeeded',
    ).length,
  };
};

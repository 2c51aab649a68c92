import type { AvatarId, UserId } from '../../shared/ids.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { Avatars } from '../../ports/avatars.ts';
import { insert, newestPage } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryAvatars = ({ avatars, users }: Store): Avatars => {
  const ofUser = (userId: UserId): Avatar[] =>
    [...avatars.values()].filter(
      (avatar) => avatar.userId === userId && avatar.status !== 'deleted',
    );
  const find = (id: AvatarId, userId: UserId): Avatar | undefined =>
    ofUser(userId).find((avatar) => avatar.id === id);
  return {
    find: async (id, userId) => find(id, userId),
    // Writing a row as it is locks it.
    findForUpdate: async (id, userId) => {
      const avatar = find(id, userId);
      if (avatar) avatars.set(id, avatar);
      return avatar;
    },
    list: async (userId, page) => newestPage(ofUser(userId), page),
    countForUpdate: async (userId) => {
      const user = users.get(userId);
      if (user) users.set(userId, user);
      return ofUser(userId).length;
    },
    add: async (avatar) => insert(avatars, avatar),
    save: async (avatar) => {
      if (!avatars.has(avatar.id)) throw new Error(`avatar ${avatar.id} was never added`);
      avatars.set(avatar.id, avatar);
    },
  };
};

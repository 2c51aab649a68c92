import type { AvatarId, UserId } from '../../shared/ids.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { Avatars } from '../../ports/avatars.ts';
import { insert, newestPage } from './rows.ts';
import type { Store } from './store.ts';

/** Units of work run one after the other here, so `findForUpdate` has nothing to lock. */
export const inMemoryAvatars = ({ avatars }: Store): Avatars => {
  const ofUser = (userId: UserId): Avatar[] =>
    [...avatars.values()].filter(
      (avatar) => avatar.userId === userId && avatar.status !== 'deleted',
    );
  const find = async (id: AvatarId, userId: UserId): Promise<Avatar | undefined> =>
    ofUser(userId).find((avatar) => avatar.id === id);
  return {
    find,
    findForUpdate: find,
    list: async (userId, page) => newestPage(ofUser(userId), page),
    countForUpdate: async (userId) => ofUser(userId).length,
    add: async (avatar) => insert(avatars, avatar),
    save: async (avatar) => {
      if (!avatars.has(avatar.id)) throw new Error(`avatar ${avatar.id} was never added`);
      avatars.set(avatar.id, avatar);
    },
  };
};

import type { AvatarId, UserId } from '../../shared/ids.ts';
import type { Photo } from '../../domain/photo/photo.ts';
import type { Photos } from '../../ports/photos.ts';
import { byText, insert, overdue, saveFrom } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryPhotos = ({ photos }: Store): Photos => {
  const ofAvatar = (avatarId: AvatarId, userId: UserId): Photo[] =>
    [...photos.values()]
      .filter((photo) => photo.avatarId === avatarId && photo.userId === userId)
      .toSorted(byReceipt);
  return {
    find: async (id) => photos.get(id),
    listOfAvatar: async (avatarId, userId, { limit, status }) =>
      ofAvatar(avatarId, userId)
        .filter((photo) => status === undefined || photo.status === status)
        .slice(0, limit),
    listByIds: async (ids, userId) =>
      ids
        .map((id) => photos.get(id))
        .filter((photo) => photo !== undefined)
        .filter((photo) => photo.userId === userId),
    countOfAvatar: async (avatarId, userId) => {
      const all = ofAvatar(avatarId, userId);
      return {
        counted: all.filter(isCounted).length,
        total: all.length,
      };
    },
    add: async (photo) => {
      if ([...photos.values()].some(({ deliveryKey }) => deliveryKey === photo.deliveryKey)) {
        return false;
      }
      insert(photos, photo);
      return true;
    },
    findByDelivery: async (key) =>
      [...photos.values()].find(({ deliveryKey }) => deliveryKey === key),
    delete: async (id, userId) => photos.get(id)?.userId === userId && photos.delete(id),
    saveJudged: async (photo) => saveFrom(photos, photo, ['received']),
    listUnjudged: async (receivedBefore, limit) =>
      overdue(
        [...photos.values()].filter(({ status }) => status === 'received'),
        ({ receivedAt }) => receivedAt,
        { now: receivedBefore, limit },
      ),
    deleteOfAvatar: async (avatarId, userId) => {
      for (const { id } of ofAvatar(avatarId, userId)) photos.delete(id);
    },
    deleteRefused: async (avatarId, userId) => {
      const refused = ofAvatar(avatarId, userId).filter(({ status }) => status === 'refused');
      for (const { id } of refused) photos.delete(id);
      return refused.length;
    },
  };
};

const isCounted = ({ status, replaces }: Photo): boolean =>
  status === 'accepted' || (status === 'received' && replaces === undefined);

const byReceipt = (one: Photo, other: Photo): number =>
  one.receivedAt.getTime() - other.receivedAt.getTime() || byText(one.id, other.id);

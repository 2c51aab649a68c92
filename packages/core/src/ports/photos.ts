import type { AvatarId, PhotoId, UserId } from '../shared/ids.ts';
import type { Photo } from '../domain/photo/photo.ts';

/** Photos on their way into an avatar or in it. */
export type Photos = {
  find(id: PhotoId): Promise<Photo | undefined>;
  /** All of one avatar in the order they were received, at most `limit`. */
  listOfAvatar(
    avatarId: AvatarId,
    userId: UserId,
    options: { limit: number; status?: Photo['status'] },
  ): Promise<readonly Photo[]>;
  /** The ones named, in the order named; missing ones are left out. */
  listByIds(ids: readonly PhotoId[], userId: UserId): Promise<readonly Photo[]>;
  findByDelivery(deliveryKey: string): Promise<Photo | undefined>;
  /**
   * Counts of one avatar: `counted` are those that are accepted or still being looked at, without those
   * being looked at that are to replace another.
   */
  countOfAvatar(avatarId: AvatarId, userId: UserId): Promise<{ counted: number; total: number }>;
  /** Adds a photo; answers false, and changes nothing, where its delivery key is known already. */
  add(photo: Photo): Promise<boolean>;
  /** Saves a photo that is still `received`; answers false, and changes nothing, where it has been judged already. */
  saveJudged(photo: Photo): Promise<boolean>;
  /** Still `received` although they came before the given time, the oldest first. */
  listUnjudged(receivedBefore: Date, limit: number): Promise<readonly Photo[]>;
  /** Forgets one; answers false where the person has none of this id. */
  delete(id: PhotoId, userId: UserId): Promise<boolean>;
  /** Forgets all of an avatar, whatever became of them. */
  deleteOfAvatar(avatarId: AvatarId, userId: UserId): Promise<void>;
  /** Forgets the refused ones of an avatar, so that they may be sent again. Answers how many. */
  deleteRefused(avatarId: AvatarId, userId: UserId): Promise<number>;
};

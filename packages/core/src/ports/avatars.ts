import type { AvatarId, UserId } from '../shared/ids.ts';
import type { Avatar } from '../domain/avatar/avatar.ts';

/** An avatar with what a list tells of it. */
export type AvatarSummary = {
  readonly avatar: Avatar;
  readonly photos: { readonly accepted: number; readonly checking: number };
  /** How many trainings of it have succeeded. */
  readonly versions: number;
};

/** Avatars. Each question carries the owner: another person's avatar is as good as missing. Deleted ones are not found. */
export type Avatars = {
  find(id: AvatarId, userId: UserId): Promise<Avatar | undefined>;
  /** Locks the avatar until the unit of work ends: everything that counts its photos or starts a training goes through here. */
  findForUpdate(id: AvatarId, userId: UserId): Promise<Avatar | undefined>;
  /** Newest first, at most `limit` (1 to 100), after the one named by `before` when given. */
  list(userId: UserId, page: { limit: number; before?: AvatarId }): Promise<readonly Avatar[]>;
  /** As `list`, each with what a list tells of it. */
  listSummaries(
    userId: UserId,
    page: { limit: number; before?: AvatarId },
  ): Promise<readonly AvatarSummary[]>;
  /** The one that comes first; nobody has two. */
  findMain(userId: UserId): Promise<Avatar | undefined>;
  /** Counts a person's avatars, and lets nobody else count them until the unit of work ends: a limit holds against any number at once. */
  countForUpdate(userId: UserId): Promise<number>;
  /** Fails where the id is taken, or where it would be a second main one. */
  add(avatar: Avatar): Promise<void>;
  /** Fails where it would be a person's second main one. */
  save(avatar: Avatar): Promise<void>;
};

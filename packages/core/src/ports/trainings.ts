import type { AvatarId, TrainingId, UserId } from '../shared/ids.ts';
import type { Training, TrainingStatus } from '../domain/training/training.ts';

/** Versions of avatars, in the making or made. */
export type Trainings = {
  /** For jobs, which act for nobody in particular. */
  find(id: TrainingId): Promise<Training | undefined>;
  findOwned(id: TrainingId, userId: UserId): Promise<Training | undefined>;
  /** Newest version of an avatar, whatever its status. */
  findLatest(avatarId: AvatarId, userId: UserId): Promise<Training | undefined>;
  /**
   * A person's, newest first, at most `limit` (1 to 100), older than `before` and of one avatar where
   * given. Those of a deleted avatar are gone with it.
   */
  list(
    userId: UserId,
    page: {
      limit: number;
      before?: TrainingId | undefined;
      avatarId?: AvatarId | undefined;
    },
  ): Promise<readonly Training[]>;
  /** The avatar's versions, whatever their status, the newest first; at most `limit` (1 to 100). */
  listOfAvatar(avatarId: AvatarId, userId: UserId, limit: number): Promise<readonly Training[]>;
  /** Those that succeeded, the newest version first, at most `limit` (1 to 100), below version `before` when given. */
  listSucceeded(
    avatarId: AvatarId,
    userId: UserId,
    page: { limit: number; before?: number },
  ): Promise<readonly Training[]>;
  countSucceeded(avatarId: AvatarId, userId: UserId): Promise<number>;
  /** Fails where the id is taken, or where the avatar has another unfinished training. */
  add(training: Training): Promise<void>;
  /** Saves where the stored status is one of `from`; otherwise answers false and changes nothing. */
  save(training: Training, from: readonly TrainingStatus[]): Promise<boolean>;
  /**
   * Forgets where the weights of an avatar's versions are, and since when. Answers all of its trainings,
   * whatever became of them, so that whoever asks a second time is answered the same.
   */
  deleteResults(avatarId: AvatarId, userId: UserId, now: Date): Promise<readonly TrainingId[]>;
  /** Unfinished ones whose deadline lies before `now`, the longest overdue first. */
  listOverdue(now: Date, limit: number): Promise<readonly Training[]>;
};

import type { AvatarId, GenerationId, RunId, UserId } from '../shared/ids.ts';
import type { Generation, GenerationStatus } from '../domain/generation/generation.ts';

/** Orders of pictures. */
export type Generations = {
  /** For jobs, which act for nobody in particular. */
  find(id: GenerationId): Promise<Generation | undefined>;
  /** The order that a run of the provider is for. */
  findOfRun(runId: RunId): Promise<Generation | undefined>;
  findOwned(id: GenerationId, userId: UserId): Promise<Generation | undefined>;
  /** Newest first, at most `limit` (1 to 100), older than `before` when given. */
  list(
    userId: UserId,
    page: { limit: number; before?: GenerationId | undefined },
  ): Promise<readonly Generation[]>;
  /** Those of an avatar that are under way, at most `limit`. */
  listUnfinishedOfAvatar(
    avatarId: AvatarId,
    userId: UserId,
    limit: number,
  ): Promise<readonly Generation[]>;
  /** Adds an order; answers false, and changes nothing, where its id is known already: a second tap is the first one again. */
  add(generation: Generation): Promise<boolean>;
  /** Saves where the stored status is one of `from`; otherwise answers false and changes nothing. */
  save(generation: Generation, from: readonly GenerationStatus[]): Promise<boolean>;
  /** Unfinished ones whose deadline lies before `now`, the longest overdue first. */
  listOverdue(now: Date, limit: number): Promise<readonly Generation[]>;
};

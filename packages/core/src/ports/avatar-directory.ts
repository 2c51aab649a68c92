import type { AvatarId } from '../shared/ids.ts';
import type { Avatar, AvatarKind, AvatarStatus } from '../domain/avatar/avatar.ts';
import type { ProviderRun } from '../domain/run/run.ts';
import type { Training } from '../domain/training/training.ts';
import type { User } from '../domain/user/user.ts';

export type AvatarListing = {
  readonly avatar: Avatar;
  readonly owner: Pick<User, 'id' | 'address' | 'firstName'>;
  readonly photos: number;
  readonly versions: number;
};

export type AvatarDossier = AvatarListing & {
  /** Newest version first, at most 20. */
  readonly trainings: readonly Training[];
  /** Every paid attempt for those trainings, newest first, at most 100. */
  readonly runs: readonly ProviderRun[];
};

/** Everybody's avatars, deleted ones included, for operators only: no person's screen asks here. */
export type AvatarDirectory = {
  /** Newest first, at most `limit` (1 to 200), after the one named by `before` when given. */
  list(filter: {
    limit: number;
    before?: AvatarId;
    status?: AvatarStatus;
    kind?: AvatarKind;
  }): Promise<readonly AvatarListing[]>;
  find(id: AvatarId): Promise<AvatarDossier | undefined>;
};

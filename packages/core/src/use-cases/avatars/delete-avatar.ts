import type { AvatarId, UserId } from '../../shared/ids.ts';
import type { Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { AvatarNotFound } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import { removeAvatar } from '../../steps/remove-avatar.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'clock'>;

/**
 * Takes an avatar away at once, and has its photos and weights removed. Work under way for it is
 * stopped and paid back first. Pictures made with it stay their owner's.
 */
export const deleteAvatar =
  ({ unitOfWork, clock }: Needs) =>
  async (avatarId: AvatarId, userId: UserId): Promise<Result<Avatar, AvatarNotFound>> =>
    unitOfWork.run((tx) => removeAvatar(tx, { avatarId, userId }, clock.now()));

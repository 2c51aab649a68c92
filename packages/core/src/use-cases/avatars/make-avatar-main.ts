import type { AvatarId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { AvatarNotFound } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import { passMainMark } from '../../steps/pass-main-mark.ts';

/** Puts one avatar first. A person has exactly one that is, however many they press at once. */
export const makeAvatarMain =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (avatarId: AvatarId, userId: UserId): Promise<Result<Avatar, AvatarNotFound>> =>
    unitOfWork.run(async (tx) => {
      await tx.avatars.countForUpdate(userId);
      const main = await passMainMark(tx, { userId, to: avatarId });
      return main ? ok(main) : refuse({ code: 'avatar.not-found' });
    });

import type { AvatarId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import { summarizeIntake, type IntakeSummary } from '../../domain/photo/intake.ts';
import type { Training } from '../../domain/training/training.ts';
import type { Ports } from '../../ports/ports.ts';
import type { AvatarNotFound } from '../../domain/refusals.ts';

export type AvatarDetails = {
  readonly avatar: Avatar;
  readonly intake: IntakeSummary;
  readonly latestTraining?: Training | undefined;
};

/** One avatar with how its photos and its newest training stand; another person's is not found. */
export const getAvatar =
  ({ unitOfWork, policy }: Pick<Ports, 'unitOfWork' | 'policy'>) =>
  async (avatarId: AvatarId, userId: UserId): Promise<Result<AvatarDetails, AvatarNotFound>> =>
    unitOfWork.read(async ({ avatars, photos, trainings }) => {
      const avatar = await avatars.find(avatarId, userId);
      if (!avatar) return refuse({ code: 'avatar.not-found' });
      const limit = policy.maxPhotosReceivedPerAvatar;
      const received = await photos.listOfAvatar(avatarId, userId, { limit });
      const latestTraining = await trainings.findLatest(avatarId, userId);
      return ok({ avatar, intake: summarizeIntake(received, policy.photos), latestTraining });
    });

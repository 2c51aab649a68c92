import type { AvatarId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import { summarizeIntake, type IntakeSummary } from '../../domain/photo/intake.ts';
import type { Training } from '../../domain/training/training.ts';
import type { Ports } from '../../ports/ports.ts';
import { photosSent } from '../../steps/photos-sent.ts';
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
    unitOfWork.read(async (reads) => {
      const { avatars, trainings } = reads;
      const avatar = await avatars.find(avatarId, userId);
      if (!avatar) return refuse({ code: 'avatar.not-found' });
      const sent = await photosSent(reads, { policy }, avatar);
      const latestTraining = await trainings.findLatest(avatarId, userId);
      return ok({ avatar, intake: summarizeIntake(sent, policy.photos), latestTraining });
    });

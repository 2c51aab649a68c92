import type { AvatarId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { together } from '../../shared/together.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { Image } from '../../domain/image/image.ts';
import { summarizeIntake, type IntakeSummary } from '../../domain/photo/intake.ts';
import type { AvatarNotFound } from '../../domain/refusals.ts';
import type { Training } from '../../domain/training/training.ts';
import { photosSent } from '../../steps/photos-sent.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Reads } from '../../ports/unit-of-work.ts';

export type AvatarCard = {
  readonly avatar: Avatar;
  readonly intake: IntakeSummary;
  readonly latestTraining?: Training | undefined;
  /** How many of its trainings have succeeded. */
  readonly versions: number;
  readonly activeTraining?: Training | undefined;
  /** The newest version that is not the one in use. */
  readonly otherVersion?: Training | undefined;
  /** The newest picture of the active version. */
  readonly picture?: Image | undefined;
  /** The person has no other. */
  readonly isOnly: boolean;
};

/** Everything about one avatar that its own screen shows; another person's is not found. */
export const getAvatarCard =
  ({ unitOfWork, policy }: Pick<Ports, 'unitOfWork' | 'policy'>) =>
  async (avatarId: AvatarId, userId: UserId): Promise<Result<AvatarCard, AvatarNotFound>> =>
    unitOfWork.read(async (reads) => {
      const avatar = await reads.avatars.find(avatarId, userId);
      if (!avatar) return refuse({ code: 'avatar.not-found' });
      const [sent, latestTraining, versions, newest, active, some] = await together([
        photosSent(reads, { policy }, avatar),
        reads.trainings.findLatest(avatarId, userId),
        reads.trainings.countSucceeded(avatarId, userId),
        reads.trainings.listSucceeded(avatarId, userId, { limit: 2 }),
        activeVersion(reads, avatar),
        reads.avatars.list(userId, { limit: 2 }),
      ]);
      return ok({
        avatar,
        intake: summarizeIntake(sent, policy.photos),
        latestTraining,
        versions,
        otherVersion: newest.find(({ id }) => id !== avatar.activeTrainingId),
        ...active,
        isOnly: some.length === 1,
      });
    });

const activeVersion = async (
  { trainings, images }: Reads,
  { activeTrainingId, userId }: Avatar,
): Promise<Pick<AvatarCard, 'activeTraining' | 'picture'>> => {
  if (activeTrainingId === undefined) return {};
  const [activeTraining, [picture]] = await together([
    trainings.findOwned(activeTrainingId, userId),
    images.listOfTraining(activeTrainingId, userId, { limit: 1, first: 'newest' }),
  ]);
  return { activeTraining, picture };
};

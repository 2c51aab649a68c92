import type { TrainingId, UserId } from '../shared/ids.ts';
import type { VersionDetails } from '../domain/training/version.ts';
import type { Reads } from '../ports/unit-of-work.ts';

const shown = 4;

/** A version of a person's own avatar, with what it looks like. */
export const versionOf = async (
  { avatars, trainings, images }: Pick<Reads, 'avatars' | 'trainings' | 'images'>,
  trainingId: TrainingId,
  userId: UserId,
): Promise<VersionDetails | undefined> => {
  const training = await trainings.findOwned(trainingId, userId);
  if (training?.status !== 'succeeded') return undefined;
  const avatar = await avatars.find(training.avatarId, userId);
  if (!avatar) return undefined;
  const options = { limit: shown, first: 'previews' } as const;
  return { avatar, training, images: await images.listOfTraining(trainingId, userId, options) };
};

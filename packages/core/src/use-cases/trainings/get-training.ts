import type { TrainingId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Training } from '../../domain/training/training.ts';
import type { Ports } from '../../ports/ports.ts';

export type TrainingDetails = { readonly training: Training; readonly avatarName: string };

/** One training of a person's own; another's is not found. */
export const getTraining =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (
    trainingId: TrainingId,
    userId: UserId,
  ): Promise<Result<TrainingDetails, { readonly code: 'training.not-found' }>> =>
    unitOfWork.read(async ({ trainings, avatars }) => {
      const training = await trainings.findOwned(trainingId, userId);
      const avatar = training && (await avatars.find(training.avatarId, userId));
      if (!training || !avatar) return refuse({ code: 'training.not-found' });
      return ok({ training, avatarName: avatar.name });
    });

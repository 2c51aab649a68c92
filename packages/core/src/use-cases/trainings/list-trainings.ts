import type { AvatarId, TrainingId, UserId } from '../../shared/ids.ts';
import type { Training } from '../../domain/training/training.ts';
import type { Ports } from '../../ports/ports.ts';

/** A person's own trainings, newest first, whatever became of them. */
export const listTrainings =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (
    userId: UserId,
    page: {
      limit: number;
      before?: TrainingId | undefined;
      avatarId?: AvatarId | undefined;
    },
  ): Promise<readonly Training[]> =>
    unitOfWork.read(({ trainings }) => trainings.list(userId, page));

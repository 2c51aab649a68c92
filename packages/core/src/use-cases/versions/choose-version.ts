import type { TrainingId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import { avatarAfter } from '../../domain/avatar/avatar-machine.ts';
import type { VersionNotFound } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';

/** From now on pictures are made with this version. Choosing costs nothing, and any other can be chosen again. */
export const chooseVersion =
  ({ unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>) =>
  async (trainingId: TrainingId, userId: UserId): Promise<Result<Avatar, VersionNotFound>> =>
    unitOfWork.run(async ({ avatars, trainings }) => {
      const training = await trainings.findOwned(trainingId, userId);
      const avatar =
        training?.status === 'succeeded' &&
        (await avatars.findForUpdate(training.avatarId, userId));
      if (!avatar) return refuse({ code: 'training.not-found' });
      const chosen = avatarAfter(avatar, { type: 'version.chosen', trainingId }, clock.now());
      await avatars.save(chosen);
      return ok(chosen);
    });

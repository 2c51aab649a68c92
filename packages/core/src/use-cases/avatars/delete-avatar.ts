import type { AvatarId, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import { avatarAfter } from '../../domain/avatar/avatar-machine.ts';
import type { AvatarNotFound } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { endGeneration } from '../../steps/end-generation.ts';
import { endTraining } from '../../steps/end-training.ts';
import { heirOfMain, passMainMark } from '../../steps/pass-main-mark.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'clock'>;

/**
 * Takes an avatar away at once, and has its photos and weights removed. Work under way for it is
 * stopped and paid back first. Pictures made with it stay their owner's.
 */
export const deleteAvatar =
  ({ unitOfWork, clock }: Needs) =>
  async (avatarId: AvatarId, userId: UserId): Promise<Result<Avatar, AvatarNotFound>> =>
    unitOfWork.run(async (tx) => {
      const now = clock.now();
      await tx.avatars.countForUpdate(userId);
      const found = await tx.avatars.findForUpdate(avatarId, userId);
      if (!found) return refuse({ code: 'avatar.not-found' });
      await stopWork(tx, found, now);
      // As the end of its training has left it.
      const avatar = (await tx.avatars.find(avatarId, userId)) ?? found;
      const deleted = avatarAfter(avatar, { type: 'deleted' }, now);
      await tx.avatars.save(deleted);
      const heir = avatar.isMain ? await heirOfMain(tx, userId) : undefined;
      if (heir) await passMainMark(tx, { userId, to: heir.id });
      await tx.jobs.enqueue({ name: 'avatar.purge', data: { avatarId, userId } });
      return ok(deleted);
    });

const batch = 100;

const stopWork = async (
  tx: Transaction,
  { id, userId }: Pick<Avatar, 'id' | 'userId'>,
  now: Date,
): Promise<void> => {
  const latest = await tx.trainings.findLatest(id, userId);
  if (latest) await endTraining(tx, latest, { type: 'withdrawn' }, now);
  for (;;) {
    const going = await tx.generations.listUnfinishedOfAvatar(id, userId, batch);
    for (const generation of going) await endGeneration(tx, generation, { type: 'withdrawn' }, now);
    if (going.length < batch) return;
  }
};

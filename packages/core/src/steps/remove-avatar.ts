import type { AvatarId, UserId } from '../shared/ids.ts';
import { ok, refuse, type Result } from '../shared/result.ts';
import type { Avatar } from '../domain/avatar/avatar.ts';
import { avatarAfter } from '../domain/avatar/avatar-machine.ts';
import type { AvatarNotFound } from '../domain/refusals.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { endGeneration } from './end-generation.ts';
import { endTraining } from './end-training.ts';
import { heirOfMain, passMainMark } from './pass-main-mark.ts';

export type OwnAvatar = { readonly avatarId: AvatarId; readonly userId: UserId };

/** Takes an avatar away, stops and pays back what goes on for it, and has what it was made of removed. */
export const removeAvatar = async (
  tx: Transaction,
  { avatarId, userId }: OwnAvatar,
  now: Date,
): Promise<Result<Avatar, AvatarNotFound>> => {
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
};

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

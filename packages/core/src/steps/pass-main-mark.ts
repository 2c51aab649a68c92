import type { AvatarId, UserId } from '../shared/ids.ts';
import type { Avatar } from '../domain/avatar/avatar.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

type Needs = Pick<Transaction, 'avatars'>;

/**
 * Makes one avatar the main one in the place of whichever was. To be called with the person's avatars
 * counted for update, so that of two who do this at once the second sees what the first has done.
 */
export const passMainMark = async (
  { avatars }: Needs,
  { userId, to }: { readonly userId: UserId; readonly to: AvatarId },
): Promise<Avatar | undefined> => {
  const next = await avatars.findForUpdate(to, userId);
  if (!next || next.isMain) return next;
  const main = await avatars.findMain(userId);
  const locked = main && (await avatars.findForUpdate(main.id, userId));
  if (locked) await avatars.save({ ...locked, isMain: false });
  const marked: Avatar = { ...next, isMain: true };
  await avatars.save(marked);
  return marked;
};

/** The avatar that comes first once the main one is gone: the newest that pictures can be made with, or else the newest. */
export const heirOfMain = async (
  { avatars }: Needs,
  userId: UserId,
): Promise<Avatar | undefined> => {
  const others = await avatars.list(userId, { limit: 100 });
  return others.find(({ activeTrainingId }) => activeTrainingId !== undefined) ?? others[0];
};

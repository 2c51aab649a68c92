import type { AvatarDetails, AvatarId } from '@aisha/core';
import { refusalText } from '../i18n/refusal-messages.ts';
import { parseId } from '../parse.ts';
import type { UserTurn } from '../turn.ts';
import type { BotDependencies } from './routes.ts';

/** The person's own avatar that a button names. Where there is none the person is told so, and nothing is answered. */
export const ownAvatar = async (
  { aisha }: Pick<BotDependencies, 'aisha'>,
  turn: UserTurn,
  arg: string | undefined,
): Promise<AvatarDetails | undefined> => {
  const avatarId = parseId<AvatarId>(arg);
  const found = avatarId && (await aisha.getAvatar(avatarId, turn.user.id));
  if (found?.ok) return found.value;
  if (found) await turn.note(refusalText(found.refusal, turn.plain), { alert: true });
  else await turn.note(turn.plain('button.expired'));
  return undefined;
};

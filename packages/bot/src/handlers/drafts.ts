import { parseCallbackData } from '../callback-data.ts';
import { leaveDraftScreen, leaveNamelessScreen, type WayOut } from '../screens/drafts.ts';
import { leave, type UserTurn } from '../turn.ts';
import type { BotDependencies } from './routes.ts';

const waysOut: Readonly<Record<WayOut, true>> = {
  menu: true,
  new: true,
  avatars: true,
  gallery: true,
  pictures: true,
  styles: true,
};

const commandsOut: Readonly<Record<string, WayOut>> = {
  start: 'menu',
  cancel: 'menu',
  create: 'new',
  avatars: 'avatars',
  gallery: 'gallery',
  styles: 'styles',
};

/** As much of what a person did as it takes: the name of a command, or what a button says. */
type Done = { readonly type: string; readonly name?: string; readonly data?: string };

/** Where an act leads away to from whatever was being done. To look something up, as in the help, is not to leave. */
export const wayOut = ({ type, name = '', data = '' }: Done): WayOut | undefined => {
  if (type === 'command') {
    return Object.hasOwn(commandsOut, name) ? commandsOut[name] : undefined;
  }
  if (type !== 'press') return undefined;
  const { route } = parseCallbackData(data);
  return Object.hasOwn(waysOut, route) ? (route as WayOut) : undefined;
};

/**
 * Asks whoever goes away from an avatar that is not finished whether to go on, keep or delete it; what
 * they went for follows.
 * Answers false, with nothing shown, where there is nothing to ask about. It asks once: the way out
 * is free from then on, and the draft stays.
 */
export const askAboutDraft = async (
  { aisha }: Pick<BotDependencies, 'aisha'>,
  turn: UserTurn,
  to: WayOut,
): Promise<boolean> => {
  const { conversation } = turn;
  if (conversation.step === 'naming') {
    leave(turn);
    await turn.show(leaveNamelessScreen(turn, conversation, to));
    return true;
  }
  if (conversation.step !== 'photos') return false;
  const found = await aisha.getAvatar(conversation.avatarId, turn.user.id);
  if (!found.ok || found.value.avatar.status !== 'draft') return false;
  leave(turn);
  await turn.show(leaveDraftScreen(turn, found.value, to));
  return true;
};

import { leaveDraftScreen, leaveNamelessScreen } from '../screens/drafts.ts';
import { leave, type UserTurn } from '../turn.ts';
import type { BotDependencies } from './routes.ts';

/**
 * Asks whoever goes away from an avatar that is not finished whether to go on, keep or delete it.
 * Answers false, with nothing shown, where there is nothing to ask about. It asks once: the way out
 * is free from then on, and the draft stays.
 */
export const askAboutDraft = async (
  { aisha }: Pick<BotDependencies, 'aisha'>,
  turn: UserTurn,
): Promise<boolean> => {
  const { conversation } = turn;
  leave(turn);
  if (conversation.step === 'naming') {
    await turn.show(leaveNamelessScreen(turn, conversation));
    return true;
  }
  if (conversation.step !== 'photos') return false;
  const found = await aisha.getAvatar(conversation.avatarId, turn.user.id);
  if (!found.ok || found.value.avatar.status !== 'draft') return false;
  await turn.show(leaveDraftScreen(turn, found.value));
  return true;
};

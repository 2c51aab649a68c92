import type { BeginDraftRefusal, PromptDraft, PromptDraftId, Result } from '@aisha/core';
import { draftTopic } from '../notifications/topics.ts';
import { draftProgressScreen } from '../screens/prompt-help.ts';
import type { UserTurn } from '../turn.ts';
import { showAsLive } from './live-screen.ts';
import { idOfOccasion } from './occasion-id.ts';
import type { BotDependencies } from './routes.ts';

export type Begun = Result<PromptDraft, BeginDraftRefusal>;

/** Begins a draft and shows what goes on; the same message or tap begins one, however often it comes. */
export const begin = async (
  dependencies: Pick<BotDependencies, 'aisha' | 'liveMessages' | 'messenger'>,
  turn: UserTurn,
  ask: (id: PromptDraftId) => Promise<Begun>,
): Promise<Begun> => {
  const { aisha } = dependencies;
  const id = await idOfOccasion<PromptDraftId>(
    'draft',
    turn.occasion,
    async (known) => (await aisha.getDraft(known, turn.user.id)) !== undefined,
  );
  const begun = await ask(id);
  if (!begun.ok || begun.value.status !== 'waiting') return begun;
  const { kind } = begun.value;
  const stage = kind === 'words' ? 'writing' : 'opening';
  await showAsLive(dependencies, turn, draftTopic(id), draftProgressScreen(turn, { kind, stage }));
  return begun;
};

import {
  enhancements,
  type AvatarId,
  type FileRef,
  type PromptDraft,
  type PromptDraftId,
} from '@aisha/core';
import type { Step } from '../conversation.ts';
import { refusalText } from '../i18n/refusal-messages.ts';
import { oneOf, parseId } from '../parse.ts';
import { fromPhotoScreen, rewriteScreen } from '../screens/prompt-help.ts';
import { homeButton } from '../screens/menu.ts';
import type { UserTurn } from '../turn.ts';
import { begin, type Begun } from './begin-draft.ts';
import { changeWords, ofTheOrder, proceed } from './orders.ts';
import { ownAvatar } from './own-avatar.ts';
import type { BotDependencies, Press, Routes, SentFile, SentVoice } from './routes.ts';

/** Descriptions that somebody else writes: from a photo, a voice message, or a person's own words. */
export const promptHelpRoutes = (dependencies: BotDependencies): Routes => {
  const { aisha } = dependencies;
  const ofOrder = ofTheOrder(dependencies);
  const fromVoice = async (
    turn: UserTurn,
    voice: SentVoice,
    { avatarId }: { readonly avatarId?: AvatarId | undefined },
  ): Promise<void> => {
    if (avatarId) return transcribe(dependencies, turn, voice, avatarId);
    await turn.say({ html: turn.t('freely.words-only'), keyboard: [[homeButton(turn)]] });
  };
  return {
    presses: {
      'from-photo': async (turn, [id]) => {
        const found = await ownAvatar(dependencies, turn, id);
        if (!found) return;
        if (!aisha.getAssistance().photos) return sayAbsent(turn);
        turn.go({ step: 'copying', avatarId: found.avatar.id });
        await turn.show(fromPhotoScreen(turn, found.avatar));
      },
      use: useDraft(dependencies, 'prompt'),
      keep: useDraft(dependencies, 'original'),
      rewrite: rewrite(dependencies),
      improve: ofOrder(async (turn, { avatarId, prompt }, arg) => {
        const enhancement = oneOf(enhancements, arg);
        if (!enhancement || !avatarId) return turn.note(turn.plain('button.expired'));
        const begun = await begin(dependencies, turn, (id) =>
          aisha.improvePrompt({ id, userId: turn.user.id, avatarId, prompt, enhancement }),
        );
        if (!begun.ok) await turn.note(refusalText(begun.refusal, turn.plain), { alert: true });
      }),
      own: ofOrder((turn, order) => changeWords(dependencies, turn, order, undefined)),
    },
    files: { copying: (turn, file, step) => describe(dependencies, turn, file, step) },
    voices: { prompting: fromVoice, ordering: fromVoice, copying: fromVoice },
  };
};

const sayAbsent = (turn: UserTurn): Promise<void> =>
  turn.note(turn.plain('refused.no-assistant'), { alert: true });

/** One at a time: what an album shows besides its first photo nobody asked about. */
const describe = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  { fileId, albumId }: SentFile,
  { avatarId }: Step<'copying'>,
): Promise<void> => {
  const { aisha, limiter } = dependencies;
  if (albumId !== undefined) {
    const taken = `describe:${turn.user.id}:${albumId}`;
    if ((await limiter.take(taken, { count: 1, windowMs: 60_000 })) > 0) return;
  }
  const source = fileId as FileRef;
  await beginOrSay(dependencies, turn, (id) =>
    aisha.describePhoto({ id, userId: turn.user.id, avatarId, source }),
  );
};

const longestVoiceSeconds = 180;

const transcribe = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  { fileId, seconds }: SentVoice,
  avatarId: AvatarId,
): Promise<void> => {
  if (seconds > longestVoiceSeconds) {
    const minutes = longestVoiceSeconds / 60;
    await turn.say({ html: turn.t('voice.too-long', { minutes }) });
    return;
  }
  const source = fileId as FileRef;
  await beginOrSay(dependencies, turn, (id) =>
    dependencies.aisha.transcribeVoice({ id, userId: turn.user.id, avatarId, source }),
  );
};

const beginOrSay = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  ask: (id: PromptDraftId) => Promise<Begun>,
): Promise<void> => {
  const begun = await begin(dependencies, turn, ask);
  if (begun.ok) return;
  await turn.say({ html: refusalText(begun.refusal, turn.t), keyboard: [[homeButton(turn)]] });
};

/** Takes what was written, or the words that it was written from. */
const useDraft =
  (dependencies: BotDependencies, which: 'prompt' | 'original'): Press =>
  async (turn, [id]) => {
    const draft = await ownDraft(dependencies, turn, id);
    const own = draft?.original;
    const written = draft?.prompt;
    const prompt = own ?? written;
    if (!draft || prompt === undefined) return turn.note(turn.plain('draft.gone'), { alert: true });
    const words = own !== undefined && which === 'prompt' ? written : undefined;
    const { conversation } = turn;
    // The order that it was written for, with the shape and number that were chosen.
    if (conversation.step === 'ordering' && conversation.prompt === prompt) {
      return changeWords(dependencies, turn, conversation, words);
    }
    const { aspectRatio: ratio, count } = turn.user.settings;
    await proceed(dependencies, turn, { avatarId: draft.avatarId, prompt, words, ratio, count });
  };

const rewrite =
  (dependencies: BotDependencies): Press =>
  async (turn, [id]) => {
    const draft = await ownDraft(dependencies, turn, id);
    if (draft?.prompt === undefined) return turn.note(turn.plain('draft.gone'), { alert: true });
    turn.go({ step: 'prompting', avatarId: draft.avatarId });
    const { kind, prompt } = draft;
    await turn.show(rewriteScreen(turn, { draftId: draft.id, kind, prompt }));
  };

const ownDraft = async (
  { aisha }: BotDependencies,
  turn: UserTurn,
  id: string | undefined,
): Promise<PromptDraft | undefined> => {
  const draftId = parseId<PromptDraftId>(id);
  return draftId && aisha.getDraft(draftId, turn.user.id);
};

import type { Avatar, PromptDraftFailure, PromptDraftKind, PromptDraftStage } from '@aisha/core';
import type { Button, Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { draftFailureMessages } from '../i18n/draft-failure-messages.ts';
import { shownPrompt } from './generations.ts';
import { backButton, homeButton, type Words } from './menu.ts';

/** Asks for the photo that a description is to be taken from. */
export const fromPhotoScreen = (words: Words, avatar: Avatar): Message => ({
  html: words.t('from-photo.ask', { name: avatar.name }),
  keyboard: [[backButton(words, callbackData('prompt', avatar.id)), homeButton(words)]],
});

/** What goes on while somebody writes: all the stages, those that are over with a mark. */
export const draftProgressScreen = (
  words: Words,
  { kind, stage }: { readonly kind: PromptDraftKind; readonly stage: PromptDraftStage },
): Message => {
  const stages = stagesOf[kind];
  const at = stages.indexOf(stage);
  const lines = stages.map((each, index) => {
    const mark = index < at ? '✅' : index === at ? '⏳' : '▫️';
    return `${mark} ${words.t(`draft.${kind}.${each}` as const)}`;
  });
  return { html: [words.t(`draft.${kind}.title`), '', ...lines].join('\n'), keyboard: [] };
};

/** Words pass no file and are judged already. */
const stagesOf = {
  photo: ['opening', 'checking', 'writing'],
  voice: ['opening', 'writing'],
  words: ['writing'],
} as const satisfies Record<PromptDraftKind, readonly PromptDraftStage[]> as Readonly<
  Record<PromptDraftKind, readonly ('opening' | 'checking' | 'writing')[]>
>;

export type WrittenFacts = {
  readonly draftId: string;
  readonly avatarId: string;
  readonly kind: PromptDraftKind;
  readonly prompt: string;
  readonly original?: string | undefined;
  readonly analysis?: string | undefined;
};

/** Of two that stand in one message, which may have 4,096 characters. */
const half = 1_900;

/** What was written, to be used, changed or left. */
export const draftWrittenScreen = (words: Words, facts: WrittenFacts): Message => {
  const { kind, draftId, analysis = '', original = '' } = facts;
  const prompt = shownPrompt(facts.prompt, half);
  const html = {
    photo: () => words.t('draft.photo.written', { analysis, prompt }),
    voice: () => words.t('draft.voice.written', { prompt }),
    words: () => words.t('draft.words.written', { original: shownPrompt(original, half), prompt }),
  }[kind]();
  return {
    html,
    keyboard: [
      [button(words, 'use', draftId, kind)],
      [button(words, 'rewrite', draftId, kind), ...othersOf(words, facts)],
      [homeButton(words)],
    ],
  };
};

const button = (
  words: Words,
  name: 'use' | 'rewrite',
  draftId: string,
  kind: PromptDraftKind,
): Button => ({
  text: words.plain(`draft.${name}`, { kind }),
  data: callbackData(name, draftId),
});

const othersOf = (
  words: Words,
  { kind, draftId, avatarId }: Pick<WrittenFacts, 'kind' | 'draftId' | 'avatarId'>,
): Button[] => {
  if (kind === 'words') {
    return [{ text: words.plain('draft.own'), data: callbackData('keep', draftId) }];
  }
  const route = kind === 'photo' ? 'from-photo' : 'describe';
  return [{ text: words.plain('draft.another', { kind }), data: callbackData(route, avatarId) }];
};

/** Why nothing was written, and how to go on all the same. */
export const draftFailedScreen = (
  words: Words,
  facts: Pick<WrittenFacts, 'kind' | 'draftId' | 'avatarId'> & {
    readonly failure: PromptDraftFailure;
  },
): Message => {
  const { kind, avatarId, failure } = facts;
  const ownWords = { text: words.plain('way.describe'), data: callbackData('describe', avatarId) };
  return {
    html: words.t(draftFailureMessages[failure], { kind }),
    keyboard: [
      kind === 'words' ? othersOf(words, facts) : [...othersOf(words, facts), ownWords],
      [homeButton(words)],
    ],
  };
};

/** The prompt to be copied, changed and sent; whoever thinks better of it takes it as it is. */
export const rewriteScreen = (
  words: Words,
  { draftId, kind, prompt }: Pick<WrittenFacts, 'draftId' | 'kind' | 'prompt'>,
): Message => ({
  html: words.t('draft.rewrite.ask', { prompt: shownPrompt(prompt, 3_000) }),
  keyboard: [[button(words, 'use', draftId, kind)], [homeButton(words)]],
});

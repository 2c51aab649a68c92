import { promptDraftFailures, type Notification } from '@aisha/core';
import { anAvatar, freshId } from '@aisha/core/testing';
import type { Message } from '@aisha/adapters/telegraf';
import type { Words } from './menu.ts';
import * as help from './prompt-help.ts';

export const promptModules = [help];

type Longest = { readonly name: string; readonly prompt: string };

const kinds = ['photo', 'voice', 'words'] as const;
const stages = { photo: ['opening', 'checking', 'writing'], voice: ['opening', 'writing'], words: ['writing'] } as const; // prettier-ignore
const ids = () => ({ draftId: freshId<never>(), avatarId: freshId<never>() });

/** The screens about descriptions that are written for somebody, as large as they get. */
export const promptScreensIn = (
  words: Words,
  { name, prompt }: Longest,
): Record<string, Message[]> => ({
  fromPhotoScreen: [help.fromPhotoScreen(words, anAvatar({ name }))],
  draftProgressScreen: kinds.flatMap((kind) =>
    stages[kind].map((stage) => help.draftProgressScreen(words, { kind, stage })),
  ),
  draftWrittenScreen: kinds.map((kind) => {
    const facts = { ...ids(), kind, prompt, original: prompt, analysis: prompt.slice(0, 1000) };
    return help.draftWrittenScreen(words, facts);
  }),
  draftFailedScreen: kinds.flatMap((kind) =>
    promptDraftFailures.map((failure) =>
      help.draftFailedScreen(words, { ...ids(), kind, failure }),
    ),
  ),
  rewriteScreen: kinds.map((kind) => help.rewriteScreen(words, { ...ids(), kind, prompt })),
});

/** What is told of them. */
export const draftNews = (prompt: string): Notification[] =>
  kinds.flatMap((kind): Notification[] => [
    ...stages[kind].map((stage): Notification => ({
      type: 'draft.progressed',
      draftId: freshId(),
      kind,
      stage,
    })),
    { type: 'draft.written', ...ids(), kind, prompt, original: prompt },
    ...promptDraftFailures.map((failure): Notification => ({
      type: 'draft.failed',
      ...ids(),
      kind,
      failure,
    })),
  ]);

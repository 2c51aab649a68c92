import type { Rendering } from '@aisha/adapters/telegraf';
import type { DraftNotification } from '@aisha/core';
import type { Words } from '../screens/menu.ts';
import {
  draftFailedScreen,
  draftProgressScreen,
  draftWrittenScreen,
} from '../screens/prompt-help.ts';
import { finalVersion } from './final-version.ts';
import { draftTopic } from './topics.ts';

const draftRank = { opening: 1, checking: 2, writing: 3 } as const;

/** It stays where it is: what was written takes the place of what went on. */
export const drafted = (words: Words, facts: DraftNotification): Rendering => {
  const topic = draftTopic(facts.draftId);
  switch (facts.type) {
    case 'draft.progressed':
      return {
        topic,
        live: { ...draftProgressScreen(words, facts), version: draftRank[facts.stage] },
      };
    case 'draft.written':
      return { topic, live: { ...draftWrittenScreen(words, facts), version: finalVersion } };
    case 'draft.failed':
      return { topic, live: { ...draftFailedScreen(words, facts), version: finalVersion } };
  }
};

import { firstAttempt, type RunProgress, type TrainingQuote } from '@aisha/core';
import { anAvatar, freshId } from '@aisha/core/testing';
import type { Message } from '@aisha/adapters/telegraf';
import type { Words } from './menu.ts';
import * as trainings from './trainings.ts';

export const trainingModules = [trainings];

export const stages: readonly RunProgress[] = [
  { stage: 'preparing' },
  { stage: 'queued', queuePosition: 0 },
  { stage: 'queued', queuePosition: 120 },
  { stage: 'queued' },
  { stage: 'running', percent: 0 },
  { stage: 'running', percent: 99.9 },
  { stage: 'running' },
  { stage: 'finishing', percent: 100 },
];

export const attempt = firstAttempt;
const attempts = [attempt, { number: 2, isPaused: false }, { number: 1, isPaused: true }];
export const ways = stages.flatMap((progress) =>
  attempts.map((each) => ({ progress, attempt: each })),
);

const quoteOf = (name: string): TrainingQuote => ({
  avatar: anAvatar({ name }),
  balance: { available: 1_000_000, held: 0 },
  presets: [{ preset: 'quality', price: 1_000_000, minutes: { from: 9, to: 15 } }],
});

const minutes = { from: 9, to: 15 };

/** The screens about trainings, as large as they get. */
export const trainingScreensIn = (words: Words, name: string): Record<string, Message[]> => {
  const quote = quoteOf(name);
  return {
    presetsScreen: [trainings.presetsScreen(words, quote)],
    confirmTrainingScreen: [
      trainings.confirmTrainingScreen(words, quote, {
        id: freshId(),
        preset: 'balanced',
        photos: 20,
      }),
    ],
    trainingProgressScreen: ways.flatMap((way) =>
      [0, 1, 4, 5, 90].map((passed) => {
        const facts = {
          trainingId: freshId(),
          avatarName: name,
          minutes,
          elapsedMs: passed * 60_000,
        };
        return trainings.trainingProgressScreen(words, { ...facts, ...way });
      }),
    ),
    confirmStopScreen: [
      trainings.confirmStopScreen(words, { id: freshId(), price: 1_000_000, avatarName: name }),
    ],
    trainingReadyScreen: [undefined, 4].map((previews) =>
      trainings.trainingReadyScreen(words, {
        avatarId: freshId(),
        avatarName: name,
        kind: 'portrait',
        tookMs: 1,
        previews,
      }),
    ),
    notPreviewedScreen: [
      trainings.notPreviewedScreen(words, { avatarId: freshId(), avatarName: name, version: 99 }),
    ],
    previewedScreen: [undefined, freshId()].map((olderTrainingId) =>
      trainings.previewedScreen(words, {
        trainingId: freshId(),
        avatarId: freshId(),
        avatarName: name,
        version: 99,
        pictures: 4,
        olderTrainingId,
      }),
    ),
  };
};

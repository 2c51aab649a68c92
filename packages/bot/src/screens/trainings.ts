import type { AvatarKind, PresetName, RunProgress, TrainingQuote } from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { backButton, homeButton, type Words } from './menu.ts';

export const presetsScreen = (
  words: Words,
  { avatar, balance, presets }: TrainingQuote,
): Message => ({
  html: words.t('preset.text', { name: avatar.name, available: balance.available }),
  keyboard: [
    ...presets.map(({ preset, price, minutes }) => [
      {
        text: words.plain('preset.button', {
          preset: words.plain(`preset.${preset}`),
          price,
          ...minutes,
        }),
        data: callbackData('preset', avatar.id, preset),
      },
    ]),
    [backButton(words, callbackData('avatar', avatar.id)), homeButton(words)],
  ],
});

export const confirmTrainingScreen = (
  words: Words,
  { avatar, balance, presets }: TrainingQuote,
  { preset, photos }: { preset: PresetName; photos: number },
): Message => {
  const offer = presets.find((each) => each.preset === preset);
  const price = offer?.price ?? 0;
  return {
    html: words.t('train.confirm', {
      name: avatar.name,
      kind: words.plain(`kind.${avatar.kind}`),
      preset: words.plain(`preset.${preset}`),
      photos,
      price,
      available: balance.available,
      from: offer?.minutes.from ?? 0,
      to: offer?.minutes.to ?? 0,
    }),
    keyboard: [
      [
        {
          text: words.plain('train.start', { price }),
          data: callbackData('train', avatar.id, preset),
        },
      ],
      [backButton(words, callbackData('presets', avatar.id)), homeButton(words)],
    ],
  };
};

export type TrainingProgressFacts = {
  readonly trainingId: string;
  readonly avatarName: string;
  readonly progress: RunProgress;
  readonly minutes: { readonly from: number; readonly to: number };
};

const barLength = 10;

/** The one message that counts a training's progress. */
export const trainingProgressScreen = (words: Words, facts: TrainingProgressFacts): Message => ({
  html: [
    words.t('training.title', { name: facts.avatarName }),
    '',
    bar(facts.progress),
    stageLine(words, facts.progress),
    '',
    words.t('training.time', facts.minutes),
  ].join('\n'),
  keyboard:
    facts.progress.stage === 'finishing'
      ? []
      : [[{ text: words.plain('train.cancel'), data: callbackData('stop', facts.trainingId) }]],
});

const bar = ({ percent = 0 }: RunProgress): string => {
  const full = Math.round((percent / 100) * barLength);
  return `${'▰'.repeat(full)}${'▱'.repeat(barLength - full)} ${Math.floor(percent)}%`;
};

const stageLine = ({ t }: Words, { stage, queuePosition = -1 }: RunProgress): string =>
  t(`training.${stage}`, { position: queuePosition });

export const confirmStopScreen = (
  words: Words,
  training: { readonly id: string; readonly price: number; readonly avatarName: string },
): Message => ({
  html: words.t('train.cancel.confirm', { name: training.avatarName, price: training.price }),
  keyboard: [
    [{ text: words.plain('train.cancel.yes'), data: callbackData('stopped', training.id) }],
    [{ text: words.plain('train.cancel.no'), data: callbackData('close') }],
  ],
});

export const trainingReadyScreen = (
  words: Words,
  ready: { avatarId: string; avatarName: string; kind: AvatarKind; tookMs: number },
): Message => ({
  html: words.t('training.ready', {
    name: ready.avatarName,
    minutes: Math.round(ready.tookMs / 60_000),
  }),
  keyboard: [
    [{ text: words.plain('avatar.generate'), data: callbackData('prompt', ready.avatarId) }],
    [homeButton(words)],
  ],
});

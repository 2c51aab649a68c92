import { presetNames } from '@aisha/core';
import type {
  Attempt,
  AvatarKind,
  PresetName,
  RunProgress,
  Span,
  TrainingId,
  TrainingQuote,
} from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { helpButton } from './help.ts';
import { backButton, homeButton, menuBelowButton, type Words } from './menu.ts';
import { attemptLines } from './attempt.ts';

/** Names are too long to stand in a button beside two ids and a price. */
const presetMarks: Readonly<Record<PresetName, string>> = {
  fast: 'f',
  balanced: 'b',
  quality: 'q',
};

/** Buttons of older messages carry the name. */
export const readPreset = (arg: string | undefined): PresetName | undefined =>
  presetNames.find((name) => name === arg || presetMarks[name] === arg);

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
    [
      backButton(words, callbackData('avatar', avatar.id)),
      helpButton(words, 'training'),
      homeButton(words),
    ],
  ],
});

export const confirmTrainingScreen = (
  words: Words,
  { avatar, balance, presets }: TrainingQuote,
  { id, preset, photos }: { id: TrainingId; preset: PresetName; photos: number },
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
          data: callbackData('train', avatar.id, presetMarks[preset], id, String(price)),
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
  readonly attempt: Attempt;
  readonly minutes: Span;
  readonly elapsedMs: number;
};

const barLength = 10;

/** The one message that counts a training's progress. */
export const trainingProgressScreen = (words: Words, facts: TrainingProgressFacts): Message => ({
  html: [
    words.t('training.title', { name: facts.avatarName }),
    '',
    bar(facts.progress),
    stageLine(words, facts.progress),
    ...attemptLines(words, facts.attempt),
    // Nobody knows how long a pause lasts.
    ...(facts.attempt.isPaused ? [] : ['', timeLine(words, facts)]),
  ].join('\n'),
  keyboard: [
    ...(facts.progress.stage === 'finishing'
      ? []
      : [[{ text: words.plain('train.cancel'), data: callbackData('stop', facts.trainingId) }]]),
    [menuBelowButton(words)],
  ],
});

const bar = ({ percent = 0 }: RunProgress): string => {
  const full = Math.round((percent / 100) * barLength);
  return `${'▰'.repeat(full)}${'▱'.repeat(barLength - full)} ${Math.floor(percent)}%`;
};

const stageLine = ({ t }: Words, { stage, queuePosition = -1 }: RunProgress): string =>
  t(`training.${stage}`, { position: queuePosition });

/** What is left of what it takes; what has passed counts only as far as it is the first attempt's. */
const timeLine = (
  { t }: Words,
  { minutes: { from, to }, elapsedMs, attempt }: TrainingProgressFacts,
): string => {
  const passed = Math.floor(elapsedMs / 60_000);
  if (passed === 0 || attempt.number > 1) return t('training.time', { from, to });
  if (passed >= to) return t('training.time.over', { passed });
  if (passed >= from) return t('training.time.nearly', { to: to - passed, passed });
  return t('training.time.left', { from: from - passed, to: to - passed, passed });
};

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
  ready: {
    avatarId: string;
    avatarName: string;
    kind: AvatarKind;
    tookMs: number;
    previews?: number | undefined;
  },
): Message => ({
  html: words.t('training.ready', {
    name: ready.avatarName,
    minutes: Math.round(ready.tookMs / 60_000),
    previews: ready.previews ?? 0,
  }),
  keyboard: [
    [{ text: words.plain('avatar.generate'), data: callbackData('prompt', ready.avatarId) }],
    [{ text: words.plain('avatar.open'), data: callbackData('avatar', ready.avatarId) }],
    [homeButton(words)],
  ],
});

export type PreviewedFacts = {
  readonly trainingId: string;
  readonly avatarId: string;
  readonly avatarName: string;
  readonly version: number;
  readonly pictures: number;
  readonly olderTrainingId?: string | undefined;
};

type NotPreviewed = Pick<PreviewedFacts, 'avatarId' | 'avatarName' | 'version'>;

/** In the place of first pictures that were announced. */
export const notPreviewedScreen = (
  words: Words,
  { avatarId, avatarName: name, version }: NotPreviewed,
): Message => ({
  html: words.t('training.not-previewed', { name, version }),
  keyboard: [
    [{ text: words.plain('avatar.generate'), data: callbackData('prompt', avatarId) }],
    [
      { text: words.plain('avatar.open'), data: callbackData('avatar', avatarId) },
      homeButton(words),
    ],
  ],
});

/** Under the first pictures of a version. */
export const previewedScreen = (words: Words, facts: PreviewedFacts): Message => {
  const { trainingId, avatarId, avatarName: name, version, pictures, olderTrainingId } = facts;
  const compare = olderTrainingId && callbackData('compare', olderTrainingId, trainingId);
  return {
    html: words.t('training.previewed', { name, version, pictures }),
    keyboard: [
      [{ text: words.plain('avatar.generate'), data: callbackData('prompt', avatarId) }],
      ...(compare ? [[{ text: words.plain('version.compare.older'), data: compare }]] : []),
      [
        { text: words.plain('avatar.open'), data: callbackData('avatar', avatarId) },
        homeButton(words),
      ],
    ],
  };
};

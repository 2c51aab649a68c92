import type { Avatar, IntakeSummary, PhotoRules } from '@aisha/core';
import type { Button, Message, ScreenPicture } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import type { MessageKey } from '../i18n/translate.ts';
import { backButton, homeButton, type Words } from './menu.ts';

/** From where the photos are looked at, which is where the way back leads: a card, or while they are sent. */
export type Came = 'card' | 'intake';

const intakeMark = 'i';

export const cameArgs = (came: Came): string[] => (came === 'intake' ? [intakeMark] : []);

export const readCame = (arg: string | undefined): Came => (arg === intakeMark ? 'intake' : 'card');

export const askPhotosScreen = (
  words: Words,
  avatar: Pick<Avatar, 'id' | 'name'>,
  rules: Pick<PhotoRules, 'minCount' | 'maxCount'>,
  waiting = 0,
): Message => ({
  html: words.t('photos.ask', { name: avatar.name, min: rules.minCount, max: rules.maxCount }),
  keyboard: [
    ...takeButtons(words, avatar.id, waiting),
    [tipsButton(words, avatar.id)],
    wayOut(words, avatar.id),
  ],
});

/** How the photos stand: what is good, what is being looked at, what was not taken and why. */
export const photosScreen = (
  words: Words,
  avatarId: string,
  intake: IntakeSummary,
  waiting = 0,
): Message => {
  const { accepted, checking, sent, maxCount: max } = intake;
  return {
    html: [
      words.t('photos.status', { accepted, checking, sent }),
      nextStep(words, intake),
      reasons(words, 'photos.refused', intake.refused, max),
      reasons(words, 'photos.warned', intake.warnings, max),
    ].join(''),
    keyboard: [
      ...(intake.enough
        ? [[{ text: words.plain('photos.continue'), data: callbackData('presets', avatarId) }]]
        : []),
      ...takeButtons(words, avatarId, waiting),
      [
        ...(sent > 0
          ? [
              {
                text: words.plain('photos.look'),
                data: callbackData('sent', avatarId, '0', ...cameArgs('intake')),
              },
            ]
          : []),
        tipsButton(words, avatarId),
      ],
      wayOut(words, avatarId),
    ],
  };
};

const wayOut = (words: Words, avatarId: string): Button[] => [
  backButton(words, callbackData('avatar', avatarId)),
  homeButton(words),
];

/** What to photograph and what not, said with a picture of numbered examples. */
export const photoTipsScreen = (
  words: Words,
  avatarId: string,
  rules: Pick<PhotoRules, 'minCount' | 'maxCount'>,
  picture?: ScreenPicture,
): Message => ({
  html: words.t('photos.tips.text', { min: rules.minCount, max: rules.maxCount }),
  picture,
  keyboard: [[backButton(words, callbackData('photos', avatarId)), homeButton(words)]],
});

export const tipsButton = ({ plain }: Words, avatarId: string): Button => ({
  text: plain('photos.tips'),
  data: callbackData('tips', avatarId),
});

/** For what was sent before it was known which avatar it is for. */
const takeButtons = ({ plain }: Words, avatarId: string, count: number): Button[][] =>
  count === 0
    ? []
    : [[{ text: plain('photos.take', { count }), data: callbackData('take', avatarId) }]];

const nextStep = ({ t }: Words, intake: IntakeSummary): string => {
  const { accepted, checking, minCount: min, maxCount: max } = intake;
  if (intake.enough) return t(accepted >= max ? 'photos.full' : 'photos.enough');
  return checking > 0 ? '' : t('photos.more', { count: Math.max(0, min - accepted), min, max });
};

const reasons = (
  { t }: Words,
  title: MessageKey,
  counts: IntakeSummary['refused'] | IntakeSummary['warnings'],
  max: number,
): string => {
  const lines = (Object.entries(counts) as [MessageKey, number][]).map(
    ([code, count]) => `\n• ${count} × ${t(code, { max })}`,
  );
  return lines.length === 0 ? '' : t(title) + lines.join('');
};

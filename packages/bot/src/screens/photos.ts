import type { Avatar, IntakeSummary, PhotoRefusalCode, PhotoRules } from '@aisha/core';
import type { Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { homeButton, type Words } from './menu.ts';

export const askPhotosScreen = (
  words: Words,
  avatar: Pick<Avatar, 'name'>,
  rules: Pick<PhotoRules, 'minCount' | 'maxCount'>,
): Message => ({
  html: words.t('photos.ask', { name: avatar.name, min: rules.minCount, max: rules.maxCount }),
  keyboard: [[homeButton(words)]],
});

/** How the photos stand: what is good, what is being looked at, what was not taken and why. */
export const photosScreen = (words: Words, avatarId: string, intake: IntakeSummary): Message => {
  const { accepted, checking, minCount: min, maxCount: max } = intake;
  return {
    html: [
      words.t('photos.status', { accepted, checking, min, max }),
      nextStep(words, intake),
      refusals(words, intake),
    ].join(''),
    keyboard: [
      ...(intake.enough
        ? [[{ text: words.plain('photos.continue'), data: callbackData('presets', avatarId) }]]
        : []),
      [homeButton(words)],
    ],
  };
};

const nextStep = ({ t }: Words, intake: IntakeSummary): string => {
  const { accepted, checking, minCount, maxCount } = intake;
  if (intake.enough) return t(accepted >= maxCount ? 'photos.full' : 'photos.enough');
  return checking > 0 ? '' : t('photos.more', { count: minCount - accepted });
};

const refusals = ({ t }: Words, { refused, maxCount: max }: IntakeSummary): string => {
  const lines = Object.entries(refused).map(
    ([code, count]) => `\n• ${t(code as PhotoRefusalCode, { count, max })}`,
  );
  return lines.length === 0 ? '' : t('photos.refused') + lines.join('');
};

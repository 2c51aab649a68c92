import type { Policy } from '@aisha/core';
import type { Button, Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { backButton, homeButton, type Words } from './menu.ts';

export const helpTopics = [
  'start',
  'photos',
  'training',
  'pictures',
  'gallery',
  'credits',
  'settings',
  'privacy',
  'problems',
] as const;
export type HelpTopic = (typeof helpTopics)[number];

export const helpScreen = (words: Words): Message => ({
  html: words.t('help.text'),
  keyboard: [...pairs(helpTopics.map((topic) => topicButton(words, topic))), [homeButton(words)]],
});

/** One subject, and where it leads. */
export const helpTopicScreen = (
  words: Words,
  topic: HelpTopic,
  { photos: { minCount: min, maxCount: max } }: Pick<Policy, 'photos'>,
): Message => ({
  html: `<b>${words.t(`help.title.${topic}`)}</b>\n\n${words.t(`help.about.${topic}`, { min, max })}`,
  keyboard: [
    ...placesOf(words, topic),
    [backButton(words, callbackData('help')), homeButton(words)],
  ],
});

/** What stands on a screen that a topic is about. */
export const helpButton = ({ plain }: Words, topic: HelpTopic): Button => ({
  text: plain('menu.help'),
  data: callbackData('help', topic),
});

const topicButton = ({ plain }: Words, topic: HelpTopic): Button => ({
  text: plain(`help.title.${topic}`),
  data: callbackData('help', topic),
});

const pairs = (buttons: readonly Button[]): Button[][] =>
  buttons.flatMap((button, at) => (at % 2 === 0 ? [buttons.slice(at, at + 2)] : []));

/** Where a subject is done rather than read about. */
const placesOf = ({ plain }: Words, topic: HelpTopic): Button[][] => {
  const place = {
    start: { text: plain('menu.create'), data: callbackData('new') },
    photos: { text: plain('menu.create'), data: callbackData('new') },
    training: { text: plain('menu.avatars'), data: callbackData('avatars') },
    pictures: { text: plain('menu.generate'), data: callbackData('pictures') },
    gallery: { text: plain('menu.gallery'), data: callbackData('gallery') },
    credits: { text: plain('menu.balance'), data: callbackData('balance') },
    settings: { text: plain('menu.settings'), data: callbackData('settings') },
    privacy: { text: plain('privacy.button'), data: callbackData('privacy') },
    problems: { text: plain('support.button'), data: callbackData('support') },
  }[topic];
  return [[place]];
};

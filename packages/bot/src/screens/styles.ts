import { promptLength, type Avatar } from '@aisha/core';
import type { Button, Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { helpButton } from './help.ts';
import { backButton, freelyButton, homeButton, type Words } from './menu.ts';

/** The ways to a picture: words of one's own, a ready style, a photo to take them from. */
export const waysScreen = (
  words: Words,
  avatar: Avatar,
  /** Where the way back leads; left out right under the menu. */
  back?: string,
): Message => {
  const way = (name: 'describe' | 'styles' | 'from-photo'): Button[] => [
    { text: words.plain(`way.${name}`), data: callbackData(name, avatar.id) },
  ];
  return {
    html: words.t('way.text', { name: avatar.name }),
    keyboard: [
      way('describe'),
      way('styles'),
      way('from-photo'),
      [freelyButton(words)],
      [
        ...(back === undefined ? [] : [backButton(words, back)]),
        helpButton(words, 'pictures'),
        homeButton(words),
      ],
    ],
  };
};

export const describeScreen = (words: Words, avatar: Avatar): Message => ({
  html: words.t('prompt.ask', { name: avatar.name, ...promptLength }),
  keyboard: [back(words, avatar)],
});

export const freelyScreen = (words: Words): Message => ({
  html: words.t('freely.ask', promptLength),
  keyboard: [[backButton(words, callbackData('pictures')), homeButton(words)]],
});

/** Another description with what stays as it was. */
export const reseedScreen = (words: Words, prompt: string): Message => ({
  html: words.t('reseed.ask', { prompt, ...promptLength }),
  keyboard: [[homeButton(words)]],
});

const back = (words: Words, avatar: Avatar): Button[] => [
  backButton(words, callbackData('prompt', avatar.id)),
  homeButton(words),
];

export const inPairs = (buttons: readonly Button[]): Button[][] => {
  const rows: Button[][] = [];
  for (let at = 0; at < buttons.length; at += 2) rows.push(buttons.slice(at, at + 2));
  return rows;
};

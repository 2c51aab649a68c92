import type { Generation, Image, Locale } from '@aisha/core';
import type { Button, Keyboard, Message } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import { timeIn } from './dates.ts';
import { shownPrompt } from './generations.ts';
import { backButton, homeButton, type Words } from './menu.ts';
import { styleTitle } from './style-shelves.ts';

/** What is done with one picture, wherever it is shown. */
export const pictureActions = [
  'like',
  'vary',
  'reseed',
  'enlarge',
  'file',
  'facts',
  'remove',
] as const;
export type PictureAction = (typeof pictureActions)[number];

/**
 * Where a picture's buttons stand, which is where they lead back to: a picture as it was delivered, the
 * message below an album, or the gallery.
 */
export type Place =
  | { readonly type: 'delivered' }
  | { readonly type: 'album' }
  | { readonly type: 'gallery'; readonly facet: string };

const marks = { delivered: 'd', album: 'r', gallery: 'g' } as const;

export const placeArgs = (place: Place): string[] =>
  place.type === 'gallery' && place.facet !== ''
    ? [marks.gallery, place.facet]
    : [marks[place.type]];

export const readPlace = (mark: string | undefined, facet = ''): Place => {
  if (mark === marks.gallery) return { type: 'gallery', facet };
  return { type: mark === marks.album ? 'album' : 'delivered' };
};

type Shown = Pick<Image, 'id' | 'generationId' | 'isFavourite'>;

/** Everything that can be done with one picture. */
export const pictureKeyboard = (words: Words, image: Shown, place: Place): Button[][] => {
  const button = (action: PictureAction): Button => ({
    text: labelOf(words, action, image),
    data: actionData(action, image, place),
  });
  return [
    [again(words, image.generationId), button('vary')],
    [button('reseed'), button('file')],
    [button('like'), button('remove')],
    [button('enlarge')],
    [button('facts')],
  ];
};

const labelOf = ({ plain }: Words, action: PictureAction, { isFavourite }: Shown): string =>
  plain(action === 'like' && isFavourite ? 'picture.liked' : `picture.${action}`);

/** The state that a tap asks for is said, so that the same tap heard twice does it once. */
const actionData = (action: PictureAction, image: Shown, place: Place): string =>
  action === 'like'
    ? callbackData(action, image.id, image.isFavourite ? '0' : '1', ...placeArgs(place))
    : callbackData(action, image.id, ...placeArgs(place));

const again = ({ plain }: Words, generationId: string): Button => ({
  text: plain('generation.again'),
  data: callbackData('again', generationId),
});

export type DeliveredFacts = {
  readonly generationId: string;
  /** Left out where they are of nobody's avatar. */
  readonly avatarId?: string | undefined;
  readonly prompt: string;
  /** A ready style's title, told in the place of its words, which are one press away. */
  readonly style?: string | undefined;
  /** The words were not English, and nobody was there to translate them. */
  readonly isUntranslated?: boolean | undefined;
  readonly images: readonly Shown[];
  readonly ordered: number;
  /** How many there were when they came, and what they cost; left out where that was told. */
  readonly charged?:
    { readonly delivered: number; readonly credits: number; readonly blocked: number } | undefined;
};

/** Under the pictures: what was asked for, what it cost where that is not what was agreed, and what to do next. */
export const deliveredScreen = (words: Words, facts: DeliveredFacts): Message => ({
  html:
    captionOf(words, facts) +
    (facts.isUntranslated ? `\n\n${words.t('generation.untranslated')}` : '') +
    partly(words, facts),
  keyboard: deliveredKeyboard(words, facts),
});

const captionOf = ({ t }: Words, { prompt, style }: DeliveredFacts): string =>
  style === undefined
    ? t('generation.caption', { prompt: shownPrompt(prompt) })
    : t('generation.caption.style', { style });

const partly = ({ t }: Words, { ordered, charged }: DeliveredFacts): string =>
  charged && charged.delivered < ordered
    ? t('generation.partly', {
        ordered,
        delivered: charged.delivered,
        charged: charged.credits,
        blocked: charged.blocked,
      })
    : '';

export const deliveredKeyboard = (
  words: Words,
  { generationId, avatarId, images }: Pick<DeliveredFacts, 'generationId' | 'avatarId' | 'images'>,
): Keyboard => {
  const [first] = images;
  const another = {
    text: words.plain('generation.new'),
    data: avatarId === undefined ? callbackData('freely') : callbackData('prompt', avatarId),
  };
  if (!first) return [[again(words, generationId), another], [homeButton(words)]];
  const actions =
    images.length === 1
      ? pictureKeyboard(words, first, { type: 'delivered' })
      : albumKeyboard(words, generationId);
  return [...actions, [another, homeButton(words)]];
};

/** For several pictures it is asked which one is meant. */
const albumKeyboard = (words: Words, generationId: string): Button[][] => {
  const button = (action: PictureAction): Button => ({
    text: words.plain(`picture.${action}`),
    data: callbackData('which', generationId, action),
  });
  return [
    [again(words, generationId), button('vary')],
    [button('reseed'), button('file')],
    [button('like'), button('remove')],
    [button('enlarge')],
    [button('facts')],
  ];
};

/** Which of an album's pictures is meant, by their places in it. */
export const whichScreen = (
  words: Words,
  generationId: string,
  images: readonly Image[],
  action: PictureAction,
): Message => ({
  html: words.t('picture.which', { action: words.plain(`picture.${action}`) }),
  keyboard: [
    images.map((image, at) => ({
      text: `${image.isFavourite && action === 'like' ? '❤️ ' : ''}${at + 1}`,
      data: actionData(action, image, { type: 'album' }),
    })),
    [backButton(words, callbackData('result', generationId)), homeButton(words)],
  ],
});

/** Where the way back from a picture's own screens leads. */
export const backTo = ({ id, generationId }: Shown, place: Place): string => {
  if (place.type === 'album') return callbackData('result', generationId);
  return place.type === 'gallery' && place.facet !== ''
    ? callbackData('picture', id, place.facet)
    : callbackData('picture', id);
};

export const confirmRemoveScreen = (words: Words, image: Image, place: Place): Message => ({
  html: words.t('picture.remove.confirm'),
  keyboard: [
    [
      {
        text: words.plain('picture.remove.yes'),
        data: callbackData('removed', image.id, ...placeArgs(place)),
      },
    ],
    [backButton(words, backTo(image, place)), homeButton(words)],
  ],
});

export const removedScreen = (words: Words): Message => ({
  html: words.t('picture.removed'),
  keyboard: [
    [{ text: words.plain('menu.gallery'), data: callbackData('gallery') }],
    [homeButton(words)],
  ],
});

/** All of almost any prompt: of the longest, made of emoji alone, a message has no room for all. */
const wholePromptLength = 1_800;

const styleLine = (
  { t }: Words,
  { styleName, styleId = '' }: Generation,
  locale: Locale,
): string =>
  styleName ? `${t('order.style', { style: styleTitle(styleName, styleId, locale) })}\n\n` : '';

/** What was drawn from, where that is not what the person wrote. */
const sentLine = ({ t }: Words, { request }: Generation): string => {
  if (request.isUntranslated) return `\n\n${t('picture.facts.untranslated')}`;
  if (request.words === undefined) return '';
  return `\n\n${t('picture.facts.words', { words: shownPrompt(request.words, 1_800) })}`;
};

/** What was enlarged or kept close to is told by a way there. */
const originalRow = ({ plain }: Words, { request, likeImageId }: Generation): Button[][] =>
  request.task && likeImageId
    ? [[{ text: plain('picture.original'), data: callbackData('picture', likeImageId) }]]
    : [];

/** The prompt in full and everything that would make the same picture again. */
export const factsScreen = (
  words: Words,
  { image, generation }: { readonly image: Image; readonly generation: Generation },
  { place, locale }: { readonly place: Place; readonly locale: Locale },
): Message => ({
  html:
    styleLine(words, generation, locale) +
    words.t('picture.facts.text', {
      prompt: shownPrompt(generation.prompt, wholePromptLength),
      ratio: generation.request.aspectRatio,
      width: String(image.width),
      height: String(image.height),
      seed: String(image.seed),
      model: generation.request.generator,
      date: timeIn(locale, image.createdAt),
    }) +
    sentLine(words, generation),
  keyboard: [
    ...originalRow(words, generation),
    [backButton(words, backTo(image, place)), homeButton(words)],
  ],
});

import { acceptsPhotos, type PhotoDetails, type SentPhoto, type SentPhotos } from '@aisha/core';
import type { Button, Message, ScreenPicture } from '@aisha/adapters/telegraf';
import { callbackData } from '../callback-data.ts';
import type { MessageKey } from '../i18n/translate.ts';
import { backButton, homeButton, type Words } from './menu.ts';
import { cameArgs, tipsButton, type Came } from './photos.ts';

/** Three rows of three: as many reasons as fit under a picture. */
export const sentOnPage = 9;
const buttonsInRow = 5;

export type SentPage = SentPhotos & {
  /** From 0. */
  readonly page: number;
  readonly maxPhotos: number;
  readonly came: Came;
};

/** The photos of a page and the number of the first. */
export const photosOnPage = ({ photos, page }: Pick<SentPage, 'photos' | 'page'>) => ({
  from: page * sentOnPage + 1,
  shown: photos.slice(page * sentOnPage, (page + 1) * sentOnPage),
});

/** What was sent, numbered, with what became of each. */
export const sentPhotosScreen = (
  words: Words,
  page: SentPage,
  picture?: ScreenPicture,
): Message => {
  const { avatar, photos, came } = page;
  const { from, shown } = photosOnPage(page);
  const back = [backButton(words, callbackData(origins[came], avatar.id)), homeButton(words)];
  if (shown.length === 0) {
    return { html: words.t('sent.none', { name: avatar.name }), keyboard: [back] };
  }
  const to = from + shown.length - 1;
  const open = shown.map((photo, at) => ({
    text: String(from + at),
    data: callbackData('photo', photo.id, ...cameArgs(came)),
  }));
  return {
    html: [
      words.t('sent.text', { name: avatar.name, numbers: range(from, to), sent: photos.length }),
      '',
      ...verdicts(words, page),
      '',
      words.t('sent.open'),
    ].join('\n'),
    picture,
    keyboard: [
      open.slice(0, buttonsInRow),
      ...(open.length > buttonsInRow ? [open.slice(buttonsInRow)] : []),
      ...turnPages(page),
      ...(acceptsPhotos(avatar) ? changes(words, page) : []),
      back,
    ],
  };
};

const origins = { card: 'avatar', intake: 'photos' } as const;

const changes = (words: Words, { avatar: { id }, came }: SentPage): Button[][] => [
  [{ text: words.plain('photos.add'), data: callbackData('photos', id) }, tipsButton(words, id)],
  [{ text: words.plain('photos.clear'), data: callbackData('clear', id, ...cameArgs(came)) }],
];

const range = (from: number, to: number): string => (from === to ? `${from}` : `${from}–${to}`);

/** Numbers need no words. */
const turnPages = ({ avatar, photos, page, came }: SentPage): Button[][] => {
  const { length } = photos;
  const pages = Math.ceil(length / sentOnPage);
  const to = (other: number, text: string): Button => ({
    text,
    data: callbackData('sent', avatar.id, String(other), ...cameArgs(came)),
  });
  const span = (other: number): string =>
    range(other * sentOnPage + 1, Math.min(length, (other + 1) * sentOnPage));
  const row = [
    ...(page > 0 ? [to(page - 1, `‹ ${span(page - 1)}`)] : []),
    ...(page + 1 < pages ? [to(page + 1, `${span(page + 1)} ›`)] : []),
  ];
  return row.length === 0 ? [] : [row];
};

/** The good ones in one line, then a line for each of the others. */
const verdicts = ({ t }: Words, page: SentPage): string[] => {
  const { from, shown } = photosOnPage(page);
  const numbered = shown.map((photo, at) => ({ photo, number: from + at }));
  const line = (key: MessageKey, isMeant: (photo: SentPhoto) => boolean): string[] => {
    const numbers = numbered.filter(({ photo }) => isMeant(photo)).map(({ number }) => number);
    return numbers.length === 0 ? [] : [t(key, { numbers: numbers.join(', ') })];
  };
  const others = numbered.flatMap(({ photo, number }) => {
    const [code] = reasonsOf(photo);
    if (!code) return [];
    const reason = t(code, { max: page.maxPhotos });
    return [`${t(verdictKey(photo), { number })} ${reason}`];
  });
  return [
    ...line('sent.good', (photo) => photo.status === 'accepted' && photo.warnings.length === 0),
    ...line('sent.checking', (photo) => photo.status === 'received'),
    ...others,
  ];
};

const verdictKey = ({ status }: SentPhoto): MessageKey =>
  status === 'refused' ? 'sent.refused' : 'sent.warned';

const reasonsOf = ({ refusal, warnings }: SentPhoto): readonly MessageKey[] =>
  refusal ? [refusal] : warnings;

type PhotoView = Pick<SentPage, 'maxPhotos' | 'came'> & { readonly picture?: ScreenPicture };

/** One photo, and what can be done with it. */
export const sentPhotoScreen = (
  words: Words,
  { photo, avatar, number, sent }: PhotoDetails,
  { maxPhotos, came, picture }: PhotoView,
): Message => {
  const { t, plain } = words;
  const page = String(Math.floor((number - 1) / sentOnPage));
  const args = cameArgs(came);
  const actions = [
    { text: plain('photo.remove'), data: callbackData('unsend', photo.id, ...args) },
    { text: plain('photo.replace'), data: callbackData('swap', photo.id, ...args) },
  ];
  return {
    html: [t('photo.card', { number, sent }), '', ...verdictsOn(words, photo, maxPhotos)].join(
      '\n',
    ),
    picture,
    keyboard: [
      ...(avatar.status === 'training' ? [] : [actions]),
      [backButton(words, callbackData('sent', avatar.id, page, ...args)), homeButton(words)],
    ],
  };
};

const verdictsOn = ({ t }: Words, photo: SentPhoto, max: number): string[] => {
  if (photo.status === 'received') return [t('photo.card.checking')];
  const key = photo.status === 'refused' ? 'photo.card.refused' : 'photo.card.warned';
  const lines = reasonsOf(photo).map((code) => `${t(key)} ${t(code, { max })}`);
  return lines.length > 0 ? lines : [t('photo.card.good')];
};

/** Asked before everything that was sent goes at once. */
export const clearPhotosScreen = (
  { t, plain }: Words,
  { avatar, photos }: SentPhotos,
  came: Came,
): Message => ({
  html: t('photos.clear.ask', { name: avatar.name, count: photos.length }),
  keyboard: [
    [{ text: plain('photos.clear.yes'), data: callbackData('cleared', avatar.id) }],
    [
      backButton({ t, plain }, callbackData('sent', avatar.id, '0', ...cameArgs(came))),
      homeButton({ t, plain }),
    ],
  ],
});

export const askReplacementScreen = (
  words: Words,
  { photo, number }: Pick<PhotoDetails, 'photo' | 'number'>,
  came: Came,
): Message => ({
  html: words.t('photo.replace.ask', { number }),
  keyboard: [
    [backButton(words, callbackData('photo', photo.id, ...cameArgs(came))), homeButton(words)],
  ],
});

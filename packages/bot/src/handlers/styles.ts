import { createHash } from 'node:crypto';
import { gather, type AvatarId, type StyleListing } from '@aisha/core';
import type { ScreenPicture } from '@aisha/adapters/telegraf';
import { refusalText } from '../i18n/refusal-messages.ts';
import { oneOf, parseId } from '../parse.ts';
import {
  shelfLength,
  shelfOf,
  shelfScreen,
  stylesScreen,
  styleScreen,
  whoseScreen,
} from '../screens/style-shelves.ts';
import { leave, type UserTurn } from '../turn.ts';
import { proceed } from './orders.ts';
import { ownAvatar } from './own-avatar.ts';
import type { BotDependencies, Press, Routes } from './routes.ts';

/** Ready styles: looking around, favourites, chance, and an order of one. */
export const styleRoutes = (dependencies: BotDependencies): Routes => {
  const { aisha } = dependencies;
  return {
    presses: {
      styles: (turn, [id]) => showShelves(dependencies, turn, id),
      shelf: showShelf(dependencies),
      look: (turn, [styleId, avatarId]) => showStyle(dependencies, turn, styleId, avatarId),
      star: async (turn, [styleId = '', wanted, avatarId]) => {
        const isFavourite = wanted === '1';
        const isKnown = await aisha.markFavouriteStyle(styleId, turn.user.id, isFavourite);
        if (!isKnown) return turn.note(turn.plain('style.gone'), { alert: true });
        await turn.note(turn.plain(isFavourite ? 'style.marked' : 'style.unmarked'));
        await showStyle(dependencies, turn, styleId, avatarId);
      },
      surprise: async (turn, [avatarId, last]) => {
        const of = { userId: turn.user.id, avatarId: parseId<AvatarId>(avatarId), last };
        const style = await aisha.surpriseMe(of);
        await showStyle(dependencies, turn, style?.id, avatarId);
      },
      whose: async (turn, [styleId = '']) => {
        const card = await aisha.getStyle(styleId, turn.user.id);
        if (!card) return turn.note(turn.plain('style.gone'), { alert: true });
        await turn.show(whoseScreen(turn, card, turn.locale));
      },
      style: order(dependencies),
    },
    commands: { styles: (turn) => showShelves(dependencies, turn, undefined) },
  };
};

/** For an avatar words are as welcome as a style. */
const showShelves = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  id: string | undefined,
): Promise<void> => {
  const found = id ? await ownAvatar(dependencies, turn, id) : undefined;
  if (id && !found) return;
  if (found) turn.go({ step: 'prompting', avatarId: found.avatar.id });
  else leave(turn);
  const shelves = await dependencies.aisha.browseStyles(turn.user.id, found?.avatar.id);
  await turn.show(stylesScreen(turn, shelves, turn.locale));
};

const mostPages = 100;

const showShelf =
  (dependencies: BotDependencies): Press =>
  async (turn, [shelfArg, pageArg, avatarArg]) => {
    const { user, locale } = turn;
    const avatarId = parseId<AvatarId>(avatarArg);
    const shelf = shelfOf(shelfArg);
    const page = Number(oneOf(pages, pageArg) ?? 0);
    const listed = await dependencies.aisha.listStyles({
      userId: user.id,
      shelf,
      avatarId,
      offset: page * shelfLength,
      limit: shelfLength,
    });
    const shown = { ...listed, shelf, page, avatarId: avatarId ?? '' };
    const picture = sheetOf(dependencies, listed.listings, page * shelfLength + 1);
    await turn.show(shelfScreen(turn, shown, { locale, picture }));
  };

const pages: readonly string[] = Array.from({ length: mostPages }, (_, at) => String(at));

/** The samples of a page, where there are any, as one picture; another as soon as one of them is. */
const sheetOf = (
  { aisha }: Pick<BotDependencies, 'aisha'>,
  listings: readonly StyleListing[],
  firstNumber: number,
): ScreenPicture | undefined => {
  if (listings.every(({ preview }) => preview === undefined)) return undefined;
  const looks = listings.map(
    ({ preview, isFavourite }) => `${preview ?? '-'}${isFavourite ? '+' : ''}`,
  );
  const hash = createHash('sha256')
    .update(`${firstNumber} ${looks.join(' ')}`)
    .digest('base64url');
  return {
    key: `styles:${hash.slice(0, 22)}`,
    open: () => aisha.drawStyleSheet(listings, firstNumber),
  };
};

const showStyle = async (
  { aisha, blobs }: BotDependencies,
  turn: UserTurn,
  styleId = '',
  avatarArg = '',
): Promise<void> => {
  const { user, locale } = turn;
  const avatarId = parseId<AvatarId>(avatarArg);
  const card = await aisha.getStyle(styleId, user.id, avatarId);
  if (!card) return turn.note(turn.plain('style.gone'), { alert: true });
  const { preview } = card;
  const picture = preview && {
    key: `style:${preview}`,
    open: async () => gather(await blobs.open(preview)),
  };
  await turn.show(styleScreen(turn, card, { locale, avatarId: avatarId ?? '', picture }));
};

/** An order like any other, which begins with what the style says. */
const order =
  (dependencies: BotDependencies): Press =>
  async (turn, [id, styleId = '']) => {
    const avatarId = parseId<AvatarId>(id);
    const { user } = turn;
    const chosen = avatarId && (await dependencies.aisha.chooseStyle(styleId, avatarId, user.id));
    if (!chosen) return turn.note(turn.plain('button.expired'));
    if (!chosen.ok) return turn.note(refusalText(chosen.refusal, turn.plain), { alert: true });
    const { prompt, aspectRatio: ratio, count } = chosen.value;
    await proceed(dependencies, turn, {
      avatarId,
      prompt,
      ratio,
      count: user.settings.quickMode ? user.settings.count : Math.max(count, user.settings.count),
      styleId,
    });
  };

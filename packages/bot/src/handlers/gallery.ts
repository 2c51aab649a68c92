import { createHash } from 'node:crypto';
import type { Image, ImageId, ImageStatistics, ListedImages } from '@aisha/core';
import type { ScreenPicture } from '@aisha/adapters/telegraf';
import { filterOf } from '../gallery-filter.ts';
import { oneOf, parseId } from '../parse.ts';
import {
  emptyGalleryScreen,
  galleryScreen,
  pageLength,
  pictureScreen,
  type GalleryPage,
} from '../screens/gallery.ts';
import {
  filterName,
  filtersScreen,
  monthFilterScreen,
  shownStyles,
  statisticsScreen,
  styleFilterScreen,
} from '../screens/gallery-filters.ts';
import { leave, type UserTurn } from '../turn.ts';
import { imagePicture } from './image-picture.ts';
import type { BotDependencies, Routes } from './routes.ts';

/** Where a page begins: from the newest, or below or above a picture. */
export type Cut = {
  readonly facet: string;
  readonly direction: '' | 'b' | 'a';
  readonly cursor: '' | ImageId;
};

/** The pictures so far, newest first: a page is one question, and one message. */
export const galleryRoutes = (dependencies: BotDependencies): Routes => {
  const { aisha } = dependencies;
  const statistics = (turn: UserTurn) => aisha.countImages(turn.user.id);
  const named = (turn: UserTurn, { counts: { byStyle } }: ImageStatistics) =>
    namesOf(dependencies, turn, byStyle.slice(0, shownStyles));
  return {
    presses: {
      gallery: (turn, args) => showGallery(dependencies, turn, readCut(args)),
      picture: async (turn, [id, facet]) => {
        const imageId = parseId<ImageId>(id);
        if (!imageId) return turn.note(turn.plain('button.expired'));
        await showPicture(dependencies, turn, imageId, facet);
      },
      filters: async (turn) => {
        await turn.show(filtersScreen(turn, await statistics(turn)));
      },
      'filter-styles': async (turn) => {
        const counted = await statistics(turn);
        await turn.show(styleFilterScreen(turn, counted, await named(turn, counted)));
      },
      'filter-months': async (turn) => {
        await turn.show(monthFilterScreen(turn, await statistics(turn), turn.locale));
      },
      statistics: async (turn) => {
        const counted = await statistics(turn);
        await turn.show(statisticsScreen(turn, counted, await named(turn, counted)));
      },
    },
    commands: { gallery: (turn) => showGallery(dependencies, turn, readCut([])) },
  };
};

/** Buttons of before name a picture alone, and mean what is older. */
export const readCut = ([first, second, third]: readonly (string | undefined)[]): Cut => {
  const before = parseId<ImageId>(first);
  if (before) return { facet: '', direction: 'b', cursor: before };
  const cursor = parseId<ImageId>(second);
  const direction = (cursor && oneOf(['b', 'a'] as const, first)) ?? '';
  const facet = filterOf(third) ? (third ?? '') : '';
  return { facet, direction, cursor: direction === '' ? '' : (cursor ?? '') };
};

const namesOf = async (
  { aisha }: BotDependencies,
  { user, locale }: UserTurn,
  styles: readonly { readonly styleId: string }[],
) => {
  const ids = styles.map(({ styleId }) => styleId);
  return { names: await aisha.nameStyles(ids, user.id), locale };
};

export const listPage = (
  { aisha }: Pick<BotDependencies, 'aisha'>,
  turn: UserTurn,
  { facet, direction, cursor }: Cut,
): Promise<ListedImages> => {
  const from = cursor === '' ? {} : direction === 'a' ? { after: cursor } : { before: cursor };
  return aisha.listImages(turn.user.id, { limit: pageLength, filter: filterOf(facet), ...from });
};

export const showGallery = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  cut: Cut,
): Promise<void> => {
  leave(turn);
  const listed = await listPage(dependencies, turn, cut);
  const filter = filterOf(cut.facet);
  const names = await namesOf(dependencies, turn, filter?.type === 'style' ? [filter] : []);
  const shows = filterName(turn, filter, names);
  // What stood there was deleted since.
  if (listed.images.length === 0 && cut.cursor !== '') {
    return showGallery(dependencies, turn, { facet: cut.facet, direction: '', cursor: '' });
  }
  if (listed.images.length === 0) {
    await turn.show(emptyGalleryScreen(turn, cut.facet, shows));
    return;
  }
  const page: GalleryPage = { ...listed, facet: cut.facet, shows };
  await turn.show(galleryScreen(turn, page, sheetOf(dependencies, listed.images)));
};

/** A page's pictures as one, which is another as soon as one of them or a heart is. */
export const sheetOf = (
  { aisha }: Pick<BotDependencies, 'aisha'>,
  images: readonly Image[],
): ScreenPicture => {
  const looks = images.map(({ id, isFavourite }) => `${id}${isFavourite ? '+' : ''}`);
  const hash = createHash('sha256').update(looks.join(' ')).digest('base64url').slice(0, 22);
  return { key: `sheet:${hash}`, open: () => aisha.drawSheet(images) };
};

export const showPicture = async (
  dependencies: BotDependencies,
  turn: UserTurn,
  imageId: ImageId,
  facet = '',
): Promise<void> => {
  const { user, locale } = turn;
  const filter = filterOf(facet);
  const viewed = await dependencies.aisha.viewImage(imageId, user.id, filter);
  if (!viewed) return turn.note(turn.plain('picture.gone'), { alert: true });
  const picture = imagePicture(dependencies, user.id, viewed.image);
  const at = { facet: filter ? facet : '', locale, picture };
  await turn.show(pictureScreen(turn, viewed, at));
};

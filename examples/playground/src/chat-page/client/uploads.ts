import { ApiError, uploadFile } from './api.ts';
import type { ChatContext } from './chat-context.ts';
import { el } from './dom.ts';
import { mediaView, mosaic, mosaicWidth, pictureBox, stackView } from './picture.ts';
import { fileTile, photoTile, type Tile } from './upload-tiles.ts';
import { planUploads, type Picked, type UploadGroup } from './upload-plan.ts';

export type Uploads = {
  /** Where what is being sent is shown, below the messages. */
  element: HTMLElement;
  send: (picked: Picked[], asFiles: boolean, caption: string) => Promise<void>;
  /** A message arrived: what stood for it goes. */
  settle: (id: number) => void;
};

const photosStack = (tiles: Tile[]): HTMLElement => {
  const ratios = tiles.map(({ ratio }) => ratio);
  const content = mosaic(
    tiles.map(({ element }) => element),
    ratios,
  );
  const only = tiles.length === 1 ? pictureBox(1280 * (ratios[0] ?? 1), 1280).width : mosaicWidth;
  const media = mediaView(content, only);
  return stackView(el('div', { class: 'bubble is-bare' }, media), media);
};

const filesStack = (tiles: Tile[]): HTMLElement =>
  stackView(el('div', { class: 'bubble' }, ...tiles.map(({ element }) => element)), undefined);

/** A bubble that stands for a group while it is being sent; it shrinks as its files arrive. */
const pendingBubble = (group: UploadGroup, tiles: Tile[], context: ChatContext) => {
  const waiting = new Set(tiles);
  const element = el('article', {
    class: 'row is-user is-pending is-first is-last',
    'data-testid': 'pending',
    'aria-label': context.texts.uploading,
  });
  const draw = (): void => {
    const left = [...waiting];
    if (left.length === 0) return element.remove();
    element.replaceChildren(group.as === 'photo' ? photosStack(left) : filesStack(left));
  };
  const done = (tile: Tile): void => {
    tile.release();
    waiting.delete(tile);
    draw();
  };
  draw();
  return { element, done };
};

/** Sends one file; gives the id of the message it became. */
const sendTile = async (
  { file, element, abort }: Tile,
  user: number,
  more: { as: UploadGroup['as']; album?: string; caption?: string },
): Promise<number> => {
  const onProgress = (share: number): void => element.style.setProperty('--progress', `${share}`);
  abort.signal.throwIfAborted();
  return (await uploadFile({ user, file, signal: abort.signal, onProgress, ...more })).id;
};

export const uploads = (context: ChatContext, has: (id: number) => boolean): Uploads => {
  const element = el('div', { class: 'pending-list' });
  const awaited = new Map<number, () => void>();

  const whenHere = (id: number, done: () => void): void => {
    if (has(id)) done();
    else awaited.set(id, done);
  };
  const complain = (error: unknown): void => {
    if (error instanceof ApiError) context.toast(error.message || context.texts.notSent);
  };
  const sendGroup = async (group: UploadGroup, caption: string): Promise<void> => {
    const build = group.as === 'photo' ? photoTile : fileTile;
    const tiles = await Promise.all(group.files.map((file) => build(file, context)));
    const bubble = pendingBubble(group, tiles, context);
    element.append(bubble.element);
    const album = tiles.length > 1 ? { album: crypto.randomUUID() } : {};
    let words = caption === '' ? {} : { caption };
    // One after the other: an album keeps the order in which it was chosen.
    for (const tile of tiles) {
      try {
        const id = await sendTile(tile, context.userId, { as: group.as, ...album, ...words });
        words = {};
        whenHere(id, () => bubble.done(tile));
      } catch (error) {
        bubble.done(tile);
        complain(error);
      }
    }
  };
  return {
    element,
    settle: (id) => {
      awaited.get(id)?.();
      awaited.delete(id);
    },
    send: async (picked, asFiles, caption) => {
      const [first, ...others] = planUploads(picked, asFiles);
      if (first) await sendGroup(first, caption);
      for (const group of others) await sendGroup(group, '');
    },
  };
};

import { albumRows } from './album-rows.ts';
import { el } from './dom.ts';

/** The longest sides of a picture in the chat, CSS pixels. */
const maxWidth = 420;
const maxHeight = 440;
const minWidth = 200;
const minHeight = 100;

/** The size a single photo takes; known before its bytes arrive, so nothing jumps. */
export const pictureBox = (width: number, height: number): { width: number; ratio: number } => {
  const natural = width / height || 1;
  const fitting = Math.min(maxWidth, maxHeight * natural, width);
  const boxed = Math.max(minWidth, fitting);
  const boxedHeight = Math.min(maxHeight, Math.max(minHeight, boxed / natural));
  return { width: Math.round(boxed), ratio: boxed / boxedHeight };
};

export const mosaicWidth = maxWidth;

/** Lays tiles out in justified rows; `ratios` in the order of `tiles`. */
export const mosaic = (tiles: HTMLElement[], ratios: number[]): HTMLElement => {
  let next = 0;
  const rows = albumRows(ratios).map((row) => {
    const line = el('div', { class: 'mosaic-row' });
    line.style.setProperty('aspect-ratio', String(row.reduce((sum, ratio) => sum + ratio, 0)));
    for (const ratio of row) {
      const tile = tiles[next++];
      tile?.style.setProperty('flex', `${ratio} 1 0`);
      if (tile) line.append(tile);
    }
    return line;
  });
  return el('div', { class: 'mosaic' }, ...rows);
};

/** Pictures in a bubble, wishing to be `width` CSS pixels wide. */
export const mediaView = (content: HTMLElement, width: number): HTMLElement => {
  const media = el('div', { class: 'media' }, content);
  media.dataset['width'] = String(width);
  return media;
};

/** A bubble and what hangs below it; as wide as its pictures where it has some. */
export const stackView = (
  bubble: HTMLElement,
  media: HTMLElement | undefined,
  keyboard?: HTMLElement,
): HTMLElement => {
  const stack = el('div', { class: media ? 'stack has-media' : 'stack' }, bubble, keyboard);
  if (media) stack.style.setProperty('--media-width', `${media.dataset['width'] ?? maxWidth}px`);
  return stack;
};

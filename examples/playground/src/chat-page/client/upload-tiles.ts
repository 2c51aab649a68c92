import type { ChatContext } from './chat-context.ts';
import { el, icon, progressRing } from './dom.ts';
import { formatSize } from './format.ts';

/** Stands for a file while it is being sent. */
export type Tile = {
  element: HTMLElement;
  file: File;
  ratio: number;
  abort: AbortController;
  release: () => void;
};

const ringButton = (file: File, context: ChatContext, abort: AbortController): HTMLElement =>
  el(
    'button',
    {
      type: 'button',
      class: 'upload-ring',
      'aria-label': `${context.texts.cancel}: ${file.name}`,
      onclick: () => abort.abort(),
    },
    progressRing(),
    icon('close'),
  );

const pictureRatio = async (image: HTMLImageElement): Promise<number> => {
  await image.decode().catch(() => {});
  return image.naturalWidth / image.naturalHeight || 1;
};

export const photoTile = async (file: File, context: ChatContext): Promise<Tile> => {
  const abort = new AbortController();
  const address = URL.createObjectURL(file);
  const image = el('img', { src: address, alt: file.name });
  const element = el('div', { class: 'photo is-loaded' }, image, ringButton(file, context, abort));
  const release = (): void => URL.revokeObjectURL(address);
  return { element, file, abort, ratio: await pictureRatio(image), release };
};

export const fileTile = async (file: File, context: ChatContext): Promise<Tile> => {
  const abort = new AbortController();
  const element = el(
    'div',
    { class: 'document' },
    el('span', { class: 'document-thumb' }, ringButton(file, context, abort)),
    el(
      'span',
      { class: 'document-about' },
      el('span', { class: 'document-name' }, file.name),
      el(
        'span',
        { class: 'document-size' },
        formatSize(file.size, context.texts, context.language),
      ),
    ),
  );
  return { element, file, abort, ratio: 1, release: () => {} };
};

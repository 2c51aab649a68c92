import type { BlobKey } from '../../shared/ids.ts';
import { imageExtension } from '../../shared/image-extension.ts';
import type { Image } from '../image/image.ts';
import type { Style } from './style.ts';

export const stylePreviewsPrefix = 'styles/previews/';
export const stylePacksPrefix = 'styles/packs/';

/** What operators put into storage: no row refers to it, and no sweep takes it. */
export const isOperators = (key: BlobKey): boolean =>
  key.startsWith(stylePreviewsPrefix) || key.startsWith(stylePacksPrefix);

/** Named after the picture that it was made of, so that another one is another key. */
export const previewKeyOf = (
  { preview }: Pick<Style, 'preview'>,
  { id, contentType }: Pick<Image, 'id' | 'contentType'>,
): BlobKey => `${stylePreviewsPrefix}${preview}/${id}.${imageExtension[contentType]}` as BlobKey;

/** The newest sample of each style that has one. */
export const previewsIn = (keys: readonly BlobKey[]): ReadonlyMap<string, BlobKey> =>
  new Map(
    keys
      .toSorted()
      .map((key) => [key.slice(stylePreviewsPrefix.length).split('/', 1)[0] ?? '', key] as const),
  );

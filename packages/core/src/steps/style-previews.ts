import type { BlobKey } from '../shared/ids.ts';
import { isPortError } from '../shared/port-error.ts';
import { previewsIn, stylePreviewsPrefix } from '../domain/style/style-preview.ts';
import type { Style } from '../domain/style/style.ts';
import type { Ports } from '../ports/ports.ts';

/** More than styles have samples, by far. */
const maxKeys = 5_000;

/** The sample pictures that were made, by the name that styles refer to them by. Without storage there are none. */
export const stylePreviews = async (
  { blobs }: Pick<Ports, 'blobs'>,
  styles: readonly Pick<Style, 'preview'>[],
): Promise<ReadonlyMap<string, BlobKey>> => {
  const wanted = [...new Set(styles.map(({ preview }) => preview))].toSorted();
  const [only] = wanted;
  if (only === undefined) return new Map();
  const prefix = wanted.length === 1 ? `${stylePreviewsPrefix}${only}/` : stylePreviewsPrefix;
  const keys: BlobKey[] = [];
  try {
    for await (const key of blobs.list(prefix)) {
      keys.push(key);
      if (keys.length === maxKeys) break;
    }
  } catch (error) {
    // Looking at styles must not wait for their pictures.
    if (!isPortError(error)) throw error;
  }
  return previewsIn(keys);
};

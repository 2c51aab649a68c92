import type { FileRef } from '../../shared/ids.ts';
import type { Ports } from '../../ports/ports.ts';
import { forgetSource } from '../../steps/open-source.ts';

/** Removes an upload that nothing came of. */
export const dropUpload =
  ({ blobs }: Pick<Ports, 'blobs'>) =>
  async (source: FileRef): Promise<void> =>
    forgetSource({ blobs }, source);

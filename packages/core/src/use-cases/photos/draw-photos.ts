import { gather } from '../../shared/bytes.ts';
import type { PhotoId, UserId } from '../../shared/ids.ts';
import { isPortError } from '../../shared/port-error.ts';
import { blobKeysOf, type Photo } from '../../domain/photo/photo.ts';
import type { SheetCell } from '../../ports/picture-sheets.ts';
import type { Ports } from '../../ports/ports.ts';

export type DrawPhotosInput = {
  readonly userId: UserId;
  /** 1 to 30. */
  readonly photoIds: readonly PhotoId[];
  /** The number of the first. */
  readonly from: number;
  readonly columns: number;
};

type Needs = Pick<Ports, 'unitOfWork' | 'blobs' | 'pictureSheets'>;

/** Photos as one numbered picture, a JPEG, those that were not taken in grey. */
export const drawPhotos =
  (ports: Needs) =>
  async ({ userId, photoIds, from, columns }: DrawPhotosInput): Promise<Uint8Array> => {
    const photos = await ports.unitOfWork.read((reads) => reads.photos.listByIds(photoIds, userId));
    const byId = new Map(photos.map((photo) => [photo.id, photo]));
    const cells = await Promise.all(
      photoIds.map(async (id, at): Promise<SheetCell> => {
        const photo = byId.get(id);
        const content = photo && (await smallest(ports, photo));
        return { content, number: from + at, isDimmed: photo?.status !== 'accepted' };
      }),
    );
    return ports.pictureSheets.draw({ cells, columns });
  };

/** The thumbnail, or the photo itself where it is from before there were any. */
const smallest = async ({ blobs }: Needs, photo: Photo): Promise<Uint8Array | undefined> => {
  const key = blobKeysOf(photo).at(-1);
  if (key === undefined) return undefined;
  try {
    return await gather(await blobs.open(key));
  } catch (error) {
    if (isPortError(error, 'storage.not-found')) return undefined;
    throw error;
  }
};

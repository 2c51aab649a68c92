import { gather } from '../../shared/bytes.ts';
import type { PhotoId, UserId } from '../../shared/ids.ts';
import { isPortError } from '../../shared/port-error.ts';
import { blobKeysOf, type SentPhoto } from '../../domain/photo/photo.ts';
import { sentPhotos, trainingsLookedAt } from '../../domain/training/learnable-photos.ts';
import type { SheetCell } from '../../ports/picture-sheets.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Reads } from '../../ports/unit-of-work.ts';

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
    const photos = await ports.unitOfWork.read((reads) => shown(reads, photoIds, userId));
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

const shown = async (
  { photos, trainings }: Reads,
  photoIds: readonly PhotoId[],
  userId: UserId,
): Promise<readonly SentPhoto[]> => {
  const found = await photos.listByIds(photoIds, userId);
  const [first] = found;
  if (!first) return [];
  return sentPhotos(found, await trainings.listOfAvatar(first.avatarId, userId, trainingsLookedAt));
};

/** The thumbnail, or the photo itself where it is from before there were any. */
const smallest = async ({ blobs }: Needs, photo: SentPhoto): Promise<Uint8Array | undefined> => {
  const key = blobKeysOf(photo).at(-1);
  if (key === undefined) return undefined;
  try {
    return await gather(await blobs.open(key));
  } catch (error) {
    if (isPortError(error, 'storage.not-found')) return undefined;
    throw error;
  }
};

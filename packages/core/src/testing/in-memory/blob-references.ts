import type { BlobKey } from '../../shared/ids.ts';
import type { BlobReference, BlobReferences } from '../../ports/blob-references.ts';
import { byText } from './rows.ts';
import type { Store } from './store.ts';
import type { InMemoryUnitOfWork } from './unit-of-work.ts';

export const inMemoryBlobReferences = ({
  committed,
}: Pick<InMemoryUnitOfWork, 'committed'>): BlobReferences => ({
  list: async ({ limit, after = '' as BlobKey }) =>
    referencesIn(committed())
      .filter(({ key }) => key > after)
      .toSorted((one, other) => byText(one.key, other.key))
      .slice(0, limit),
  has: async (key) => referencesIn(committed()).some((reference) => reference.key === key),
});

const referencesIn = ({ photos, images, trainings }: Store): BlobReference[] => {
  const ofPhotos = [...photos.values()].map(({ id, stored, thumbnailKey }) => ({
    owner: `photo ${id}`,
    keys: [stored?.blobKey, thumbnailKey],
  }));
  const ofImages = [...images.values()].map(({ id, blobKey, thumbnailKey }) => ({
    owner: `image ${id}`,
    keys: [blobKey, thumbnailKey],
  }));
  const ofTrainings = [...trainings.values()].map(({ id, result }) => ({
    owner: `training ${id}`,
    keys: result?.type === 'lora' ? [result.blobKey, result.configBlobKey] : [],
  }));
  return [...ofPhotos, ...ofImages, ...ofTrainings].flatMap(({ owner, keys }) =>
    keys.flatMap((key) => (key === undefined ? [] : [{ key, owner }])),
  );
};

import type { BlobKey, UserId } from '../shared/ids.ts';
import { exportsPrefix } from '../domain/account/personal-export.ts';
import type { Ports } from '../ports/ports.ts';

const pageSize = 500;

/** Deletes every blob that a row of the person names, and the copies that were made for them. */
export const deletePersonalBlobs = async (
  { unitOfWork, blobs }: Pick<Ports, 'unitOfWork' | 'blobs'>,
  userId: UserId,
): Promise<void> => {
  let after: BlobKey | undefined;
  for (;;) {
    const page = { limit: pageSize, after };
    const keys = await unitOfWork.read(({ accounts }) => accounts.listKeys(userId, page));
    for (const key of keys) await blobs.delete(key);
    after = keys.at(-1);
    if (keys.length < pageSize) break;
  }
  for await (const key of blobs.list(exportsPrefix(userId))) await blobs.delete(key);
};

import type { BlobKey, ExportId, UserId } from '../../shared/ids.ts';
import { imageExtension } from '../../shared/image-extension.ts';
import { exportsPrefix } from '../../domain/account/personal-export.ts';
import { exportLimits, planParts, type ExportSelection } from '../../domain/image/export-plan.ts';
import type { Image } from '../../domain/image/image.ts';
import type { ArchiveEntry } from '../../ports/archive-builder.ts';
import type { Notification } from '../../ports/notifier.ts';
import type { Ports } from '../../ports/ports.ts';
import { isWhole } from '../../steps/find-whole.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'blobs' | 'archives' | 'policy'>;
type Order = {
  readonly exportId: ExportId;
  readonly userId: UserId;
  readonly selection: ExportSelection;
};
type Exported = Extract<Notification, { type: 'images.exported' }>;

/**
 * Packs pictures into archives of a size that channels take, streamed into our storage, and has them
 * sent. No row names them, so the sweep that removes such bytes removes these, a day later.
 */
export const exportImages =
  (ports: Needs) =>
  async ({ exportId, userId, selection }: Order): Promise<void> => {
    const images = await whole(ports, await selected(ports, userId, selection));
    const parts = planParts(images, ports.policy.maxArchiveBytes);
    const news: Exported[] = [];
    for (const [at, part] of parts.entries()) {
      const place = { exportId, part: at + 1, parts: parts.length };
      const packed = await pack(ports, { ...place, userId }, part);
      news.push({ type: 'images.exported', ...place, ...packed });
    }
    const isTold = await ports.unitOfWork.run(async ({ users, jobs }) => {
      // Whoever left meanwhile is sent nothing, and nothing of theirs stays.
      if (!(await users.find(userId))) return false;
      for (const notification of told(exportId, news)) {
        const part = notification.type === 'images.exported' ? notification.part : 0;
        await jobs.enqueue(
          { name: 'notification.send', data: { userId, notification } },
          { key: `export:${exportId}:${part}` },
        );
      }
      return true;
    });
    if (!isTold) for (const { blobKey } of news) await ports.blobs.delete(blobKey);
  };

const told = (exportId: ExportId, news: readonly Exported[]): readonly Notification[] =>
  news.length > 0 ? news : [{ type: 'images.unexported', exportId }];

const selected = (
  { unitOfWork }: Needs,
  userId: UserId,
  selection: ExportSelection,
): Promise<readonly Image[]> =>
  unitOfWork.read(({ images }) =>
    selection.type === 'chosen'
      ? images.listByIds(selection.imageIds, userId)
      : images.list(userId, { limit: exportLimits.filtered, filter: selection.filter }),
  );

/** Those whose bytes are there and whole; one may be deleted while others are packed. */
const whole = async ({ blobs }: Needs, images: readonly Image[]): Promise<Image[]> => {
  const found: Image[] = [];
  for (const image of images) {
    if (await isWhole(blobs, image.blobKey, image.bytes)) found.push(image);
  }
  return found;
};

type Place = Pick<Exported, 'exportId' | 'part'> & Pick<Order, 'userId'>;

const pack = async (
  { blobs, archives, policy }: Needs,
  { exportId, userId, part }: Place,
  images: readonly Image[],
): Promise<Pick<Exported, 'blobKey' | 'bytes' | 'pictures'>> => {
  const entries = images.map((image, at): ArchiveEntry => ({
    name: `${nameOf(image, at)}.${imageExtension[image.contentType]}`,
    bytes: image.bytes,
    open: () => blobs.open(image.blobKey),
  }));
  const key = `${exportsPrefix(userId)}${exportId}/${part}.zip` as BlobKey;
  const options = { contentType: 'application/zip', maxBytes: policy.maxArchiveBytes };
  const { bytes } = await blobs.put(key, archives.build(entries), options);
  return { blobKey: key, bytes, pictures: images.length };
};

/** When it was made, and its place in the archive, which makes it the only one of its name. */
const nameOf = ({ createdAt }: Image, at: number): string =>
  `${createdAt.toISOString().slice(0, 10)}-${String(at + 1).padStart(3, '0')}`;

import { streamOf } from '../../shared/bytes.ts';
import type { BlobKey, ExportId } from '../../shared/ids.ts';
import { isPortError } from '../../shared/port-error.ts';
import {
  exportKeptMs,
  exportsPrefix,
  type PersonalExport,
} from '../../domain/account/personal-export.ts';
import { planParts } from '../../domain/image/export-plan.ts';
import type { ArchiveEntry } from '../../ports/archive-builder.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Notification } from '../../ports/notifier.ts';
import type { Ports } from '../../ports/ports.ts';
import { personalFiles, rowFiles } from '../../steps/personal-data.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'blobs' | 'archives' | 'clock' | 'policy'>;
type Exported = Extract<Notification, { type: 'account.exported' }>;

/**
 * Packs all rows, photos and pictures of a person into archives of a size that channels take,
 * streamed into our storage, and has them sent; a day later they are removed. Run again it makes the
 * same archives.
 */
export const exportAccount =
  (ports: Needs) =>
  async ({ exportId }: { exportId: ExportId }): Promise<void> => {
    const wanted = await ports.unitOfWork.read(({ accounts }) => accounts.findExport(exportId));
    if (!wanted) return;
    const rows = await keepRows(ports, wanted);
    const news = await packAll(ports, wanted, [...rows, ...(await filesOf(ports, wanted))]);
    for (const { name } of rows) await ports.blobs.delete(keyOf(wanted, name));
    const startAt = new Date(ports.clock.now().getTime() + exportKeptMs);
    await ports.unitOfWork.run(async ({ jobs }) => {
      for (const notification of news) {
        const data = { userId: wanted.userId, notification };
        const key = `export:${exportId}:${notification.part}`;
        await jobs.enqueue({ name: 'notification.send', data }, { key });
      }
      const keys = news.map(({ blobKey }) => blobKey);
      await jobs.enqueue({ name: 'blobs.delete', data: { keys } }, { startAt });
    });
  };

const keyOf = ({ userId, id }: PersonalExport, name: string): BlobKey =>
  `${exportsPrefix(userId)}${id}/${name}` as BlobKey;

/** Rows go by way of our storage: an archive has to know how long each of its files is. */
const keepRows = async (ports: Needs, wanted: PersonalExport): Promise<readonly ArchiveEntry[]> => {
  const entries: ArchiveEntry[] = [];
  for await (const { name, content } of rowFiles(ports, wanted.userId)) {
    const key = keyOf(wanted, name);
    const options = { contentType: 'application/json', maxBytes: content.length };
    const { bytes } = await ports.blobs.put(key, streamOf(content), options);
    entries.push({ name, bytes, open: () => ports.blobs.open(key) });
  }
  return entries;
};

/** Those whose bytes are there and whole. */
const filesOf = async (ports: Needs, { userId }: PersonalExport): Promise<ArchiveEntry[]> => {
  const entries: ArchiveEntry[] = [];
  for await (const { key, bytes } of personalFiles(ports, userId)) {
    if ((await sizeOf(ports.blobs, key)) !== bytes) continue;
    entries.push({ name: key, bytes, open: () => ports.blobs.open(key) });
  }
  return entries;
};

const sizeOf = async (blobs: BlobStore, key: BlobKey): Promise<number | undefined> => {
  try {
    return (await blobs.find(key))?.bytes;
  } catch (error) {
    if (isPortError(error, 'storage.corrupt')) return undefined;
    throw error;
  }
};

const packAll = async (
  { blobs, archives, policy: { maxArchiveBytes: maxBytes } }: Needs,
  wanted: PersonalExport,
  entries: readonly ArchiveEntry[],
): Promise<readonly Exported[]> => {
  const parts = planParts(entries, maxBytes);
  const news: Exported[] = [];
  for (const [at, part] of parts.entries()) {
    const blobKey = keyOf(wanted, `part-${at + 1}.zip`);
    const options = { contentType: 'application/zip', maxBytes };
    const { bytes } = await blobs.put(blobKey, archives.build(part), options);
    news.push({
      type: 'account.exported',
      exportId: wanted.id,
      part: at + 1,
      parts: parts.length,
      blobKey,
      bytes,
    });
  }
  return news;
};

import { streamOf } from '../../shared/bytes.ts';
import type { BlobKey, ExportId } from '../../shared/ids.ts';
import {
  exportKeptMs,
  exportsPrefix,
  type PersonalExport,
} from '../../domain/account/personal-export.ts';
import { exportedName, type PersonalFile } from '../../domain/account/exported-file.ts';
import { planParts } from '../../domain/image/export-plan.ts';
import type { ArchiveEntry } from '../../ports/archive-builder.ts';
import type { Notification } from '../../ports/notifier.ts';
import type { Ports } from '../../ports/ports.ts';
import { isWhole } from '../../steps/find-whole.ts';
import { personalFiles, rowFiles, rowFilesOf, type RowsFile } from '../../steps/personal-data.ts';

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
    const files = await filesOf(ports, wanted);
    const rows = await keepRows(ports, wanted, [
      rowFiles(ports, wanted.userId),
      rowFilesOf(
        'files',
        files.map(({ name, key }) => ({ name, key })),
      ),
    ]);
    const news = await packAll(ports, wanted, [...rows, ...files]);
    for (const { name } of rows) await ports.blobs.delete(keyOf(wanted, name));
    const startAt = new Date(ports.clock.now().getTime() + exportKeptMs);
    const keys = news.map(({ blobKey }) => blobKey);
    const isTold = await ports.unitOfWork.run(async ({ users, jobs }) => {
      // Whoever left meanwhile is sent nothing, and nothing of theirs stays.
      if (!(await users.find(wanted.userId))) return false;
      for (const notification of news) {
        const data = { userId: wanted.userId, notification };
        const key = `export:${exportId}:${notification.part}`;
        await jobs.enqueue({ name: 'notification.send', data }, { key });
      }
      await jobs.enqueue({ name: 'blobs.delete', data: { keys } }, { startAt });
      return true;
    });
    if (!isTold) for (const key of keys) await ports.blobs.delete(key);
  };

const keyOf = ({ userId, id }: PersonalExport, name: string): BlobKey =>
  `${exportsPrefix(userId)}${id}/${name}` as BlobKey;

/** Rows go by way of our storage: an archive has to know how long each of its files is. */
const keepRows = async (
  ports: Needs,
  wanted: PersonalExport,
  sources: readonly (AsyncIterable<RowsFile> | Iterable<RowsFile>)[],
): Promise<readonly ArchiveEntry[]> => {
  const entries: ArchiveEntry[] = [];
  for (const source of sources) {
    for await (const { name, content } of source) {
      const key = keyOf(wanted, name);
      const options = { contentType: 'application/json', maxBytes: content.length };
      const { bytes } = await ports.blobs.put(key, streamOf(content), options);
      entries.push({ name, bytes, open: () => ports.blobs.open(key) });
    }
  }
  return entries;
};

type FileEntry = ArchiveEntry & Pick<PersonalFile, 'key'>;

/** Those whose bytes are there and whole, under names that people can read. */
const filesOf = async (ports: Needs, { userId }: PersonalExport): Promise<FileEntry[]> => {
  const entries: FileEntry[] = [];
  const numbers = { photo: 0, picture: 0 };
  for await (const file of personalFiles(ports, userId)) {
    const { key, type, bytes } = file;
    if (!(await isWhole(ports.blobs, key, bytes))) continue;
    numbers[type] += 1;
    const name = exportedName(file, numbers[type]);
    entries.push({ key, name, bytes, open: () => ports.blobs.open(key) });
  }
  return entries;
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

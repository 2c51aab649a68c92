import type { FileRef, PhotoId } from '../../shared/ids.ts';
import { isPortError } from '../../shared/port-error.ts';
import { acceptsPhotos } from '../../domain/avatar/avatar-machine.ts';
import type { Photo, PhotoRefusalCode } from '../../domain/photo/photo.ts';
import type { ArchivedFile } from '../../ports/archive-reader.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { enqueuePhotoReport } from '../../steps/enqueue-photo-report.ts';
import { judgeContent, refusePhoto } from '../../steps/judge-content.ts';
import { forgetSource, openSource } from '../../steps/open-source.ts';
import { unreadable } from '../../steps/unreadable.ts';

type Needs = Pick<
  Ports,
  | 'unitOfWork'
  | 'files'
  | 'photoReader'
  | 'moderator'
  | 'archiveReader'
  | 'blobs'
  | 'clock'
  | 'ids'
  | 'policy'
  | 'logger'
>;

/** Takes the files of an archive one after the other, as if each had been sent alone. */
export const unpackArchive =
  (ports: Needs) =>
  async ({ photoId }: { photoId: PhotoId }): Promise<void> => {
    const archive = await ports.unitOfWork.read(({ photos }) => photos.find(photoId));
    if (archive?.status !== 'received') return;
    const refusal = await unpack(ports, archive);
    if (refusal) await refusePhoto(ports, archive, refusal);
    else await ports.unitOfWork.run((tx) => forget(tx, ports, archive));
    await forgetSource(ports, archive.source);
  };

const unpack = async (ports: Needs, archive: Photo): Promise<PhotoRefusalCode | undefined> => {
  try {
    const { archiveReader, policy } = ports;
    const { maxBytes } = policy.photos.archive;
    const content = await openSource(ports, archive.source, { maxBytes });
    const read = await archiveReader.read(content, policy.photos.archive);
    if (!read.ok) return read.refusal.code;
    return await takeAll(ports, archive, read.value);
  } catch (error) {
    return isPortError(error, 'file.damaged') ? 'archive.damaged' : unreadable(error);
  }
};

const takeAll = async (
  ports: Needs,
  archive: Photo,
  files: readonly ArchivedFile[],
): Promise<PhotoRefusalCode | undefined> => {
  for (const [at, file] of files.entries()) {
    const photo = await ports.unitOfWork.run((tx) => note(tx, ports, archive, at));
    if (photo === 'no more') return undefined;
    if (photo.status !== 'received') continue;
    if (file.bytes > ports.policy.photos.maxBytes) {
      await refusePhoto(ports, photo, 'photo.too-large');
    } else await judgeContent(ports, photo, await file.open());
  }
  return undefined;
};

/** The photo of one file, as it was noted before where this is not the first time. */
const note = async (
  { avatars, photos, jobs }: Transaction,
  { clock, ids, policy }: Needs,
  archive: Photo,
  at: number,
): Promise<Photo | 'no more'> => {
  const deliveryKey = deliveryKeyOf(archive, at);
  const known = await photos.findByDelivery(deliveryKey);
  if (known) return known;
  const avatar = await avatars.findForUpdate(archive.avatarId, archive.userId);
  if (!avatar || !acceptsPhotos(avatar)) return 'no more';
  // As it stands under the lock: it may have been taken back meanwhile.
  const standing = await photos.find(archive.id);
  if (standing?.status !== 'received') return 'no more';
  const { counted, total } = await photos.countOfAvatar(avatar.id, avatar.userId);
  if (total >= policy.maxPhotosReceivedPerAvatar) return 'no more';
  // The archive itself is counted as long as it is there, but where it was to replace a photo.
  const own = standing.replaces === undefined ? 1 : 0;
  const overLimit = counted - own >= policy.photos.maxCount;
  const photo: Photo = {
    id: ids.next<PhotoId>(),
    userId: archive.userId,
    avatarId: archive.avatarId,
    status: overLimit ? 'refused' : 'received',
    ...(overLimit ? { refusal: 'photo.over-limit' as const } : {}),
    warnings: [],
    source: `${archive.source}#${at + 1}` as FileRef,
    deliveryKey,
    receivedAt: clock.now(),
  };
  await photos.add(photo);
  if (overLimit) await enqueuePhotoReport(jobs, photo, clock.now());
  return photo;
};

/** The same file of the same delivery has the same key, so that it never counts twice. */
const deliveryKeyOf = ({ deliveryKey }: Photo, at: number): string =>
  `${deliveryKey}/${String(at + 1).padStart(3, '0')}`;

/** Its pictures have taken its place. */
const forget = async (
  { photos, jobs }: Transaction,
  { clock }: Pick<Needs, 'clock'>,
  archive: Photo,
): Promise<void> => {
  await photos.delete(archive.id, archive.userId);
  await enqueuePhotoReport(jobs, archive, clock.now());
};

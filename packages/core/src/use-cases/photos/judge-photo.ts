import { streamOf } from '../../shared/bytes.ts';
import type { BlobKey, PhotoId } from '../../shared/ids.ts';
import { imageExtension } from '../../shared/image-extension.ts';
import { isPortError } from '../../shared/port-error.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { isNearDuplicate } from '../../domain/photo/fingerprint.ts';
import type { Photo, PhotoRefusalCode, StoredPhoto } from '../../domain/photo/photo.ts';
import type { ReadPhoto } from '../../ports/photo-reader.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { enqueuePhotoReport } from '../../steps/enqueue-photo-report.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'files' | 'photoReader' | 'blobs' | 'clock' | 'policy'>;
type Judged = Result<StoredPhoto, { readonly code: PhotoRefusalCode }>;

/** Reads a received photo, keeps it if it can be learnt from, and says why if not. */
export const judgePhoto =
  (ports: Needs) =>
  async ({ photoId }: { photoId: PhotoId }): Promise<void> => {
    const photo = await ports.unitOfWork.read(({ photos }) => photos.find(photoId));
    if (photo?.status !== 'received') return;
    const read = await readPhoto(ports, photo);
    const judged = read.ok ? ok(await store(ports, photo, read.value)) : read;
    const kept = await ports.unitOfWork.run((tx) => record(tx, ports, photo, judged));
    if (judged.ok && !kept) await ports.blobs.delete(judged.value.blobKey);
  };

const readPhoto = async (
  { files, photoReader, policy }: Needs,
  photo: Photo,
): Promise<Result<ReadPhoto, { readonly code: PhotoRefusalCode }>> => {
  try {
    const content = await files.open(photo.source, { maxBytes: policy.photos.maxBytes });
    return await photoReader.read(content, policy.photos);
  } catch (error) {
    if (isPortError(error, 'file.too-large')) return refuse({ code: 'photo.too-large' });
    if (isPortError(error, 'file.unavailable') && !error.retryable) {
      return refuse({ code: 'photo.unavailable' });
    }
    throw error;
  }
};

const store = async ({ blobs, policy }: Needs, photo: Photo, read: ReadPhoto) => {
  const { content, ...facts } = read;
  const blobKey =
    `photos/${photo.avatarId}/${photo.id}.${imageExtension[read.contentType]}` as BlobKey;
  const info = await blobs.put(blobKey, streamOf(content), {
    contentType: read.contentType,
    maxBytes: policy.photos.maxBytes * 2,
  });
  return { ...facts, blobKey, bytes: info.bytes, sha256: info.sha256 } satisfies StoredPhoto;
};

/** Answers whether the photo was kept. Doubles are looked for under the avatar's lock, so two at once cannot both pass. */
const record = async (
  { avatars, photos, jobs }: Transaction,
  { clock, policy }: Needs,
  photo: Photo,
  judged: Judged,
): Promise<boolean> => {
  const avatar = await avatars.findForUpdate(photo.avatarId, photo.userId);
  if (!avatar) return false;
  const limit = policy.maxPhotosReceivedPerAvatar;
  const accepted = await photos.listOfAvatar(avatar.id, avatar.userId, {
    limit,
    status: 'accepted',
  });
  const outcome = judged.ok ? amongOthers(judged.value, accepted) : judged;
  const next: Photo = outcome.ok
    ? { ...photo, status: 'accepted', stored: outcome.value }
    : { ...photo, status: 'refused', refusal: outcome.refusal.code };
  if (!(await photos.saveJudged(next))) return isKept(await photos.find(photo.id));
  await enqueuePhotoReport(jobs, photo, clock.now());
  return outcome.ok;
};

/** Another worker judged it first: our bytes are its bytes, under the same key, if it kept them. */
const isKept = (photo: Photo | undefined): boolean => photo?.status === 'accepted';

const amongOthers = (stored: StoredPhoto, accepted: readonly Photo[]): Judged => {
  for (const { stored: other } of accepted) {
    if (!other) continue;
    if (other.sourceSha256 === stored.sourceSha256 || other.sha256 === stored.sha256) {
      return refuse({ code: 'photo.duplicate' });
    }
    if (isNearDuplicate(other.fingerprint, stored.fingerprint)) {
      return refuse({ code: 'photo.near-duplicate' });
    }
  }
  return ok(stored);
};

import { streamOf, type ByteStream } from '../shared/bytes.ts';
import type { BlobKey } from '../shared/ids.ts';
import { imageExtension } from '../shared/image-extension.ts';
import { isNearDuplicate } from '../domain/photo/fingerprint.ts';
import { judgeQuality } from '../domain/photo/quality.ts';
import {
  blobKeysOf,
  type Photo,
  type PhotoRefusalCode,
  type StoredPhoto,
} from '../domain/photo/photo.ts';
import type { ReadPhoto } from '../ports/photo-reader.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { moderatePhoto } from './moderate-photo.ts';
import { enqueuePhotoReport } from './enqueue-photo-report.ts';

type Needs = Pick<
  Ports,
  'unitOfWork' | 'photoReader' | 'moderator' | 'blobs' | 'clock' | 'policy' | 'logger'
>;

/** Reads a received photo, keeps it if it can be learnt from, and notes why if not. */
export const judgeContent = async (
  ports: Needs,
  photo: Photo,
  content: ByteStream,
): Promise<Photo | undefined> => {
  const read = await ports.photoReader.read(content, ports.policy.photos);
  if (read.ok) return conclude(ports, await judged(ports, photo, read.value));
  const { code, thumbnail } = read.refusal;
  return conclude(ports, refusedAs(photo, code, await keepThumbnail(ports, photo, thumbnail)));
};

/** Notes why a photo is not taken that there was nothing to look at of. */
export const refusePhoto = (
  ports: Needs,
  photo: Photo,
  code: PhotoRefusalCode,
): Promise<Photo | undefined> => conclude(ports, refusedAs(photo, code));

const judged = async (ports: Needs, photo: Photo, read: ReadPhoto): Promise<Photo> => {
  // Before anything else: of what is not let through nothing is kept, not even a thumbnail.
  const improper = await moderatePhoto(ports, photo, read.thumbnail);
  if (improper) return refusedAs(photo, improper);
  const thumbnailKey = await keepThumbnail(ports, photo, read.thumbnail);
  const verdict = judgeQuality(read.quality, ports.policy.photos.quality);
  if (!verdict.ok) return refusedAs(photo, verdict.refusal.code, thumbnailKey);
  const stored = await keep(ports, photo, read);
  return { ...photo, status: 'accepted', warnings: verdict.value, thumbnailKey, stored };
};

const refusedAs = (photo: Photo, refusal: PhotoRefusalCode, thumbnailKey?: BlobKey): Photo => ({
  ...photo,
  status: 'refused',
  refusal,
  warnings: [],
  thumbnailKey,
  stored: undefined,
});

const keep = async (
  { blobs, policy }: Needs,
  { avatarId, id }: Photo,
  { content, thumbnail: _, quality: __, ...facts }: ReadPhoto,
): Promise<StoredPhoto> => {
  const { contentType } = facts;
  const blobKey = `photos/${avatarId}/${id}.${imageExtension[contentType]}` as BlobKey;
  const maxBytes = policy.photos.maxBytes * 2;
  const info = await blobs.put(blobKey, streamOf(content), { contentType, maxBytes });
  return { ...facts, blobKey, bytes: info.bytes, sha256: info.sha256 };
};

const maxThumbnailBytes = 1024 * 1024;

const keepThumbnail = async (
  { blobs }: Needs,
  { avatarId, id }: Photo,
  thumbnail: Uint8Array | undefined,
): Promise<BlobKey | undefined> => {
  if (!thumbnail) return undefined;
  const key = `photos/${avatarId}/${id}.thumbnail.jpg` as BlobKey;
  const options = { contentType: 'image/jpeg', maxBytes: maxThumbnailBytes };
  await blobs.put(key, streamOf(thumbnail), options);
  return key;
};

/** Stores the judgement; of the bytes those stay that the photo's row names in the end. */
const conclude = async (ports: Needs, judgement: Photo): Promise<Photo | undefined> => {
  const standing = await ports.unitOfWork.run((tx) => record(tx, ports, judgement));
  // Another worker's bytes are ours, under the same keys, where it was the first to judge.
  const named = new Set(standing ? blobKeysOf(standing) : []);
  for (const key of blobKeysOf(judgement)) {
    if (!named.has(key)) await ports.blobs.delete(key);
  }
  return standing;
};

/** The photo as it stands then. Doubles are looked for under the avatar's lock, so two at once cannot both pass. */
const record = async (
  tx: Transaction,
  { clock, policy }: Needs,
  judgement: Photo,
): Promise<Photo | undefined> => {
  const { avatars, photos, jobs } = tx;
  const { id, avatarId, userId, stored } = judgement;
  if (!(await avatars.findForUpdate(avatarId, userId))) return undefined;
  const refusal = stored && (await refusalAmongOthers(tx, policy, { ...judgement, stored }));
  const next = refusal ? refusedAs(judgement, refusal, judgement.thumbnailKey) : judgement;
  if (!(await photos.saveJudged(next))) return photos.find(id);
  if (next.status === 'accepted') await takePlace(tx, next);
  await enqueuePhotoReport(jobs, next, clock.now());
  return next;
};

const refusalAmongOthers = async (
  { photos }: Transaction,
  policy: Ports['policy'],
  { avatarId, userId, replaces, stored }: Photo & { readonly stored: StoredPhoto },
): Promise<PhotoRefusalCode | undefined> => {
  const limit = policy.maxPhotosReceivedPerAvatar;
  const accepted = await photos.listOfAvatar(avatarId, userId, { limit, status: 'accepted' });
  if (replaces !== undefined && !accepted.some(({ id }) => id === replaces)) {
    const { counted } = await photos.countOfAvatar(avatarId, userId);
    if (counted >= policy.photos.maxCount) return 'photo.over-limit';
  }
  return doubleOf(
    stored,
    accepted.filter(({ id }) => id !== replaces),
  );
};

const doubleOf = (
  stored: StoredPhoto,
  accepted: readonly Photo[],
): PhotoRefusalCode | undefined => {
  for (const { stored: other } of accepted) {
    if (!other) continue;
    if (other.sourceSha256 === stored.sourceSha256 || other.sha256 === stored.sha256) {
      return 'photo.duplicate';
    }
    if (isNearDuplicate(other.fingerprint, stored.fingerprint)) return 'photo.near-duplicate';
  }
  return undefined;
};

/** The photo that this one replaces goes, with its bytes. */
const takePlace = async (
  { photos, jobs }: Transaction,
  { userId, avatarId, replaces }: Photo,
): Promise<void> => {
  const [replaced] = replaces ? await photos.listByIds([replaces], userId) : [];
  if (replaced?.avatarId !== avatarId) return;
  await photos.delete(replaced.id, userId);
  const keys = blobKeysOf(replaced);
  if (keys.length > 0) await jobs.enqueue({ name: 'blobs.delete', data: { keys } });
};

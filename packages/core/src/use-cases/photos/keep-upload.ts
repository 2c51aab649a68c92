import type { ByteStream } from '../../shared/bytes.ts';
import type { AvatarId, BlobKey, FileRef, PhotoId, Sha256, UserId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { acceptsPhotos } from '../../domain/avatar/avatar-machine.ts';
import type { AvatarNotFound } from '../../domain/refusals.ts';
import type { Ports } from '../../ports/ports.ts';
import { uploadRef } from '../../steps/open-source.ts';

export type KeepUploadInput = {
  readonly userId: UserId;
  readonly avatarId: AvatarId;
  readonly content: ByteStream;
  readonly contentType: string;
};

export type KeptUpload = { readonly source: FileRef; readonly sha256: Sha256 };

type Needs = Pick<Ports, 'unitOfWork' | 'blobs' | 'ids' | 'policy'>;

/** Keeps a file that is being uploaded until it is received as a photo, or dropped. Nothing is read of it for an avatar that takes none. */
export const keepUpload =
  ({ unitOfWork, blobs, ids, policy }: Needs) =>
  async ({
    userId,
    avatarId,
    content,
    contentType,
  }: KeepUploadInput): Promise<
    Result<KeptUpload, AvatarNotFound | { readonly code: 'avatar.busy-training' }>
  > => {
    const avatar = await unitOfWork.read(({ avatars }) => avatars.find(avatarId, userId));
    if (!avatar) return refuse({ code: 'avatar.not-found' });
    if (!acceptsPhotos(avatar)) return refuse({ code: 'avatar.busy-training' });
    const key = `uploads/${ids.next<PhotoId>()}` as BlobKey;
    const { maxBytes } = policy.photos;
    const { sha256 } = await blobs.put(key, content, { contentType, maxBytes });
    return ok({ source: uploadRef(key), sha256 });
  };

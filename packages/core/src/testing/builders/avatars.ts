import type {
  AvatarId,
  BlobKey,
  FileRef,
  HoldId,
  PhotoId,
  Sha256,
  TrainingId,
  UserId,
} from '../../shared/ids.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import { fingerprintLength } from '../../domain/photo/fingerprint.ts';
import type { Photo, StoredPhoto } from '../../domain/photo/photo.ts';
import { planRecipe } from '../../domain/training/own-trainers.ts';
import { triggerPhraseFor } from '../../domain/training/recipe.ts';
import type { Training } from '../../domain/training/training.ts';
import { sha256 } from '../sha256.ts';
import { utf8 } from '../streams.ts';
import { builtAt, freshId, minutesAfter } from './fresh.ts';

/** A draft of a portrait. */
export const anAvatar = (own: Partial<Avatar> = {}): Avatar => ({
  id: freshId<AvatarId>(),
  userId: own.userId ?? freshId<UserId>(),
  name: 'My avatar',
  kind: 'portrait',
  subject: 'woman',
  status: 'draft',
  isMain: false,
  createdAt: builtAt,
  updatedAt: builtAt,
  ...own,
});

/** Just received. */
export const aPhoto = (own: Partial<Photo> = {}): Photo => {
  const id = own.id ?? freshId<PhotoId>();
  return {
    id,
    userId: own.userId ?? freshId<UserId>(),
    avatarId: own.avatarId ?? freshId<AvatarId>(),
    status: 'received',
    source: `telegram:file-${id}` as FileRef,
    deliveryKey: `delivery-${id}`,
    warnings: [],
    receivedAt: builtAt,
    ...own,
  };
};

/** What is kept of a photo; no two look alike. */
export const aStoredPhoto = (photo: Pick<Photo, 'id' | 'avatarId'>): StoredPhoto => {
  const stored = sha256(utf8(`stored ${photo.id}`));
  const source = sha256(utf8(`source ${photo.id}`));
  return {
    blobKey: `photos/${photo.avatarId}/${photo.id}.jpg` as BlobKey,
    sha256: stored,
    sourceSha256: source,
    fingerprint: (stored + source).slice(0, fingerprintLength),
    contentType: 'image/jpeg',
    width: 1024,
    height: 1024,
    bytes: 200_000,
  };
};

export const acceptedFrom = (photo: Photo): Photo => ({
  ...photo,
  status: 'accepted',
  stored: aStoredPhoto(photo),
});

export const refusedFrom = (photo: Photo): Photo => ({
  ...photo,
  status: 'refused',
  refusal: 'photo.too-small',
});

export const anAcceptedPhoto = (own: Partial<Photo> = {}): Photo => ({
  ...acceptedFrom(aPhoto(own)),
  ...own,
});

/** Requested, with nothing sent yet. */
export const aTraining = (own: Partial<Training> = {}): Training => {
  const id = own.id ?? freshId<TrainingId>();
  const createdAt = own.createdAt ?? builtAt;
  return {
    id,
    userId: own.userId ?? freshId<UserId>(),
    avatarId: own.avatarId ?? freshId<AvatarId>(),
    version: 1,
    status: 'reserved',
    recipe: planRecipe({
      kind: 'portrait',
      subject: 'woman',
      preset: 'fast',
      triggerPhrase: triggerPhraseFor(id),
      artisticTrainer: 'flux-2-lora',
    }),
    photoIds: Array.from({ length: 10 }, () => freshId<PhotoId>()),
    price: 60,
    holdId: id as string as HoldId,
    progress: { stage: 'preparing' },
    createdAt,
    deadlineAt: minutesAfter(createdAt, 45),
    ...own,
  };
};

/** A training that left weights in storage. */
export const aFinishedTraining = (own: Partial<Training> = {}): Training => {
  const training = aTraining(own);
  return {
    ...training,
    status: 'succeeded',
    progress: { stage: 'finishing', percent: 100 },
    output: { type: 'lora', loraUrl: `https://results.fake.test/${training.id}/lora.safetensors` },
    result: {
      type: 'lora',
      blobKey: `loras/${training.id}.safetensors` as BlobKey,
      sha256: sha256(utf8(training.id)) satisfies Sha256,
      bytes: 1000,
      providerUrl: `https://results.fake.test/${training.id}/lora.safetensors`,
    },
    startedAt: minutesAfter(training.createdAt, 1),
    finishedAt: minutesAfter(training.createdAt, 5),
    ...own,
  };
};

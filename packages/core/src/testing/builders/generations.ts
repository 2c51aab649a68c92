import type {
  AvatarId,
  BlobKey,
  GenerationId,
  HoldId,
  ImageId,
  ProviderEventId,
  ProviderRequestId,
  RunId,
  TrainingId,
  UserId,
} from '../../shared/ids.ts';
import type { Generation } from '../../domain/generation/generation.ts';
import type { Image } from '../../domain/image/image.ts';
import type { ProviderRun } from '../../domain/run/run.ts';
import type { ProviderEvent } from '../../ports/provider-events.ts';
import { sha256 } from '../sha256.ts';
import { utf8 } from '../streams.ts';
import { builtAt, freshId, minutesAfter } from './fresh.ts';

export type GenerationOfAvatar = Generation & {
  readonly avatarId: AvatarId;
  readonly trainingId: TrainingId;
};

/** Ordered, with nothing sent yet. */
export const aGeneration = (own: Partial<GenerationOfAvatar> = {}): GenerationOfAvatar => {
  const id = own.id ?? freshId<GenerationId>();
  const createdAt = own.createdAt ?? builtAt;
  return {
    id,
    userId: own.userId ?? freshId<UserId>(),
    avatarId: own.avatarId ?? freshId<AvatarId>(),
    trainingId: own.trainingId ?? freshId<TrainingId>(),
    status: 'reserved',
    prompt: 'reading in a garden',
    request: {
      generator: 'flux-lora',
      fullPrompt: 'a photo of TOK1, a woman, reading in a garden',
      aspectRatio: '3:4',
      count: 2,
      seed: 42,
      strength: 1,
    },
    price: 4,
    holdId: id as string as HoldId,
    progress: { stage: 'preparing' },
    delivered: 0,
    createdAt,
    deadlineAt: minutesAfter(createdAt, 5),
    ...own,
  };
};

export const anImage = (own: Partial<Image> = {}): Image => {
  const id = own.id ?? freshId<ImageId>();
  return {
    id,
    userId: own.userId ?? freshId<UserId>(),
    generationId: own.generationId ?? freshId<GenerationId>(),
    avatarId: own.avatarId ?? freshId<AvatarId>(),
    index: 0,
    blobKey: `images/${id}.png` as BlobKey,
    thumbnailKey: `images/${id}-thumbnail.jpg` as BlobKey,
    sha256: sha256(utf8(id)),
    bytes: 1_000_000,
    contentType: 'image/png',
    width: 896,
    height: 1152,
    seed: 42,
    isFavourite: false,
    createdAt: builtAt,
    ...own,
  };
};

/** Meant, with nothing sent yet, unless its status says otherwise. */
export const aRun = (own: Partial<ProviderRun> = {}): ProviderRun => {
  const id = own.id ?? freshId<RunId>();
  const taken = own.status === 'accepted' || own.status === 'ended';
  return {
    id,
    userId: own.userId ?? freshId<UserId>(),
    subject: own.subject ?? { type: 'training', id: freshId<TrainingId>() },
    tryNumber: 1,
    spentTries: 0,
    endpoint: 'fake/portrait-lora-trainer',
    status: 'intended',
    ...(taken ? { requestId: `request-${id}` as ProviderRequestId, acceptedAt: builtAt } : {}),
    cost: { expectedMicroUsd: 2_400_000, billing: 'open' },
    checks: 0,
    misses: 0,
    createdAt: builtAt,
    ...own,
  };
};

export const anEvent = (own: Partial<ProviderEvent> = {}): ProviderEvent => {
  const id = own.id ?? freshId<ProviderEventId>();
  return {
    id,
    requestId: `request-${id}` as ProviderRequestId,
    runId: own.runId ?? freshId<RunId>(),
    outcome: 'succeeded',
    payload: { images: [] },
    receivedAt: builtAt,
    ...own,
  };
};

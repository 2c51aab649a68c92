import type { Avatar, Generation, GenerationId, Training, TrainingId } from '@aisha/core';
import { freshId, streamOf, utf8 } from '@aisha/core/testing';
import { orderOf, type Replicas } from '../money/replicas.ts';

/** What is raced for: a training or an order of pictures that is paid for. */
export type Subject =
  | { readonly type: 'training'; readonly id: TrainingId; readonly owner: Avatar }
  | { readonly type: 'generation'; readonly id: GenerationId; readonly owner: Avatar };

export const orderPictures = async (all: Replicas, owner: Avatar): Promise<Subject> => {
  const id = freshId<GenerationId>();
  const answer = await all.replica(0).requestGeneration(orderOf(owner, id));
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
  return { type: 'generation', id, owner };
};

export const orderTraining = async (all: Replicas, owner: Avatar): Promise<Subject> => {
  const { id: avatarId, userId } = owner;
  const order = { id: freshId<TrainingId>(), avatarId, userId, preset: 'fast' } as const;
  const answer = await all.replica(0).requestTraining(order);
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
  return { type: 'training', id: answer.value.id, owner };
};

/** The bytes of the photos that the database says were stored. */
export const storePhotos = async (all: Replicas, { id, userId }: Avatar): Promise<void> => {
  const photos = await all.unitOfWork.run((tx) =>
    tx.photos.listOfAvatar(id, userId, { limit: 100 }),
  );
  for (const { id: photoId, stored } of photos) {
    const content = utf8(`stored ${photoId}`);
    const options = { contentType: 'image/jpeg', maxBytes: content.length };
    if (stored) await all.outside.blobs.put(stored.blobKey, streamOf(content), options);
  }
};

export const statusOf = async (
  { unitOfWork }: Pick<Replicas, 'unitOfWork'>,
  { type, id }: Subject,
): Promise<Training['status'] | Generation['status']> => {
  const found = await unitOfWork.run<Training | Generation | undefined>((tx) =>
    type === 'training' ? tx.trainings.find(id) : tx.generations.find(id),
  );
  if (!found) throw new Error('it is gone');
  return found.status;
};

export const isFinal = (status: string): boolean =>
  ['succeeded', 'failed', 'blocked', 'cancelled', 'expired'].includes(status);

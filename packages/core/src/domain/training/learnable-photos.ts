import type { PhotoId } from '../../shared/ids.ts';
import type { Photo, SentPhoto } from '../photo/photo.ts';
import type { Training } from './training.ts';

/** How far back a training is looked for that failed on a photo. */
export const trainingsLookedAt = 20;

type Failed = Pick<Training, 'failure' | 'photoIds'>;

/** The photo that a training failed on, where the provider named one. */
export const photoAtFault = ({ failure, photoIds }: Failed): PhotoId | undefined =>
  failure?.photoNumber === undefined ? undefined : photoIds[failure.photoNumber - 1];

/** What a next training learns from: the photos that were accepted, but those that one before failed on. */
export const learnablePhotos = (
  received: readonly Photo[],
  before: readonly Failed[],
): readonly Photo[] => {
  const atFault = new Set(before.map(photoAtFault));
  return received.filter(({ id, status }) => status === 'accepted' && !atFault.has(id));
};

/** The photos as a person is told of them: one that a training failed on is as good as not taken. */
export const sentPhotos = (
  received: readonly Photo[],
  before: readonly Failed[],
): readonly SentPhoto[] => {
  const atFault = new Set(before.map(photoAtFault));
  return received.map((photo) =>
    photo.status === 'accepted' && atFault.has(photo.id)
      ? { ...photo, status: 'refused', refusal: 'photo.at-fault', warnings: [] }
      : photo,
  );
};

import type { PhotoId } from '../../shared/ids.ts';
import type { Photo } from '../photo/photo.ts';
import type { Training } from './training.ts';

/** The photo that a training failed on, where the provider named one. */
export const photoAtFault = ({
  failure,
  photoIds,
}: Pick<Training, 'failure' | 'photoIds'>): PhotoId | undefined =>
  failure?.photoNumber === undefined ? undefined : photoIds[failure.photoNumber - 1];

/** What a next training learns from: the photos that were accepted, but those that one before failed on. */
export const learnablePhotos = (
  received: readonly Photo[],
  before: readonly Pick<Training, 'failure' | 'photoIds'>[],
): readonly Photo[] => {
  const atFault = new Set(before.map(photoAtFault));
  return received.filter(({ id, status }) => status === 'accepted' && !atFault.has(id));
};

import type { Avatar } from '../domain/avatar/avatar.ts';
import type { SentPhoto } from '../domain/photo/photo.ts';
import { sentPhotos, trainingsLookedAt } from '../domain/training/learnable-photos.ts';
import type { Ports } from '../ports/ports.ts';
import type { Reads } from '../ports/unit-of-work.ts';
import { together } from '../shared/together.ts';

/** Everything that was sent for an avatar, in the order it was received, with what a training found out. */
export const photosSent = async (
  { photos, trainings }: Pick<Reads, 'photos' | 'trainings'>,
  { policy }: Pick<Ports, 'policy'>,
  { id, userId }: Pick<Avatar, 'id' | 'userId'>,
): Promise<readonly SentPhoto[]> => {
  const limit = policy.maxPhotosReceivedPerAvatar;
  const [received, before] = await together([
    photos.listOfAvatar(id, userId, { limit }),
    trainings.listOfAvatar(id, userId, trainingsLookedAt),
  ]);
  return sentPhotos(received, before);
};

import type { TrainingId } from '../../shared/ids.ts';
import type { Avatar, AvatarStatus } from './avatar.ts';

export type AvatarEvent =
  | { readonly type: 'training.requested' }
  | { readonly type: 'training.succeeded'; readonly trainingId: TrainingId }
  | { readonly type: 'training.ended-without-result'; readonly reason: 'failed' | 'cancelled' }
  | { readonly type: 'version.chosen'; readonly trainingId: TrainingId }
  | { readonly type: 'deleted' };

/**
 * The avatar after an event. A status that the event does not apply to stays as it is:
 * a deleted avatar is never brought back by a late training.
 */
export const avatarAfter = (avatar: Avatar, event: AvatarEvent, now: Date): Avatar => {
  if (avatar.status === 'deleted') return avatar;
  switch (event.type) {
    case 'training.requested':
      return { ...avatar, status: 'training', updatedAt: now };
    case 'training.succeeded':
      return { ...avatar, status: 'ready', activeTrainingId: event.trainingId, updatedAt: now };
    case 'training.ended-without-result':
      return { ...avatar, status: statusWithoutResult(avatar, event.reason), updatedAt: now };
    case 'version.chosen':
      return { ...avatar, activeTrainingId: event.trainingId, updatedAt: now };
    case 'deleted':
      return { ...avatar, status: 'deleted', isMain: false, updatedAt: now };
  }
};

const statusWithoutResult = (avatar: Avatar, reason: 'failed' | 'cancelled'): AvatarStatus => {
  if (avatar.activeTrainingId !== undefined) return 'ready';
  return reason === 'failed' ? 'failed' : 'draft';
};

/** Whether photos may still be added or taken away: they belong to the training while it runs. */
export const acceptsPhotos = (avatar: Avatar): boolean =>
  avatar.status === 'draft' || avatar.status === 'failed' || avatar.status === 'ready';

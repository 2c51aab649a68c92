import { acceptsPhotos, type Avatar } from '@aisha/core';
import type { UserTurn } from '../turn.ts';

/** What is sent next is for the avatar whose photos are looked at, and takes the place of none. */
export const expectPhotosFor = (turn: UserTurn, avatar: Avatar): void => {
  if (acceptsPhotos(avatar)) turn.go({ step: 'photos', avatarId: avatar.id });
};

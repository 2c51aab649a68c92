import type { Avatar } from '../avatar/avatar.ts';
import type { Image } from '../image/image.ts';
import type { Training } from './training.ts';

/** A training that succeeded, as one of the versions of an avatar. */
export type VersionDetails = {
  readonly avatar: Avatar;
  readonly training: Training;
  /** What it looks like: its first pictures, or else its newest; at most four. */
  readonly images: readonly Image[];
};

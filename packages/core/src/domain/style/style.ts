import type { AspectRatio } from '../generation/aspect-ratio.ts';

/** A ready idea for a picture, as data: adding one is adding an entry. */
export type Style = {
  readonly id: string;
  readonly emoji: string;
  /** In English, as generators understand it best. The subject is woven in front of it. */
  readonly prompt: string;
  readonly aspectRatio: AspectRatio;
};

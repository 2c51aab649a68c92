import type { GenerationOutput } from '@aisha/core';
import { imagesSchema } from '../fal-schemas.ts';

/**
 * The answer that fal's picture models share; upscalers answer one `image`. A picture that the
 * safety checker holds back comes as a black one, and only `has_nsfw_concepts` tells.
 */
export const parseImagesOutput = (data: unknown): GenerationOutput | undefined => {
  const parsed = imagesSchema.safeParse(data);
  if (!parsed.success) return undefined;
  const { seed, images, has_nsfw_concepts: flags } = parsed.data;
  return {
    seed,
    images: images.map((image, index) => ({ ...image, flagged: flags?.[index] === true })),
  };
};

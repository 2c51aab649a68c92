import type { PixelSize } from '@aisha/core';

/**
 * How fal bills a model, in whole millionths of a US dollar. Each model's price stands in its own
 * file as fal's page of the model names it; prices drift, and
 * `GET https://api.fal.ai/v1/models/pricing?endpoint_id=…` tells today's.
 */
export type TrainerPrice =
  /** By the step, and never for fewer than `minSteps`. */
  | { readonly per: 'step'; readonly microUsd: number; readonly minSteps: number }
  | { readonly per: 'training'; readonly microUsd: number };

export type GeneratorPrice =
  /** By the megapixel of 1024×1024, each picture rounded up. */
  | { readonly per: 'megapixel'; readonly microUsd: number }
  | { readonly per: 'image'; readonly microUsd: number };

export const costOfTraining = (price: TrainerPrice, steps: number): number =>
  price.per === 'step' ? Math.max(steps, price.minSteps) * price.microUsd : price.microUsd;

const megapixel = 1024 * 1024;

export const costOfImages = (
  price: GeneratorPrice,
  { size, count }: { readonly size: PixelSize; readonly count: number },
): number => {
  if (price.per === 'image') return count * price.microUsd;
  return count * Math.ceil((size.width * size.height) / megapixel) * price.microUsd;
};

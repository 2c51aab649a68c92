import { sizeFor } from '@aisha/core';
import { defineGenerator, samplingOf } from './define-generator.ts';

/**
 * https://fal.ai/models/fal-ai/flux-2/lora/api, with sides of 512 to 2048. It is billed by the
 * megapixel, so two are the default; `maxPixels` of `falImageGenerator` allows all four.
 */
export const flux2Lora = defineGenerator({
  endpoint: 'fal-ai/flux-2/lora',
  baseFamily: 'flux-2',
  price: { per: 'megapixel', microUsd: 21_000 },
  weights: 'lora',
  capabilities: { maxPixels: 2_000_000, maxSide: 2048, maxCount: 4, seed: true },
  toInput: ({ request, weights, capabilities }) => ({
    prompt: request.fullPrompt,
    loras: [{ path: weights.url, scale: request.strength }],
    image_size: sizeFor(request.aspectRatio, capabilities),
    num_images: request.count,
    seed: request.seed,
    ...samplingOf(request),
    output_format: 'jpeg',
    enable_safety_checker: true,
  }),
});

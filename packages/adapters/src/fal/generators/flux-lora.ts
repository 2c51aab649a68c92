import { sizeFor } from '@aisha/core';
import { defineGenerator, samplingOf } from './define-generator.ts';

/** https://fal.ai/models/fal-ai/flux-lora/api. FLUX.1 was trained on pictures of about a megapixel. */
export const fluxLora = defineGenerator({
  endpoint: 'fal-ai/flux-lora',
  baseFamily: 'flux-1',
  price: { per: 'megapixel', microUsd: 35_000 },
  weights: 'lora',
  capabilities: { maxPixels: 1024 * 1024, maxSide: 1536, maxCount: 4, seed: true },
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

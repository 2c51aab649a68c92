import { aspectRatios } from '@aisha/core';
import { defineGenerator } from './define-generator.ts';
import { openInput } from './open-input.ts';

/** https://fal.ai/models/fal-ai/flux-lora/api. FLUX.1 was trained on pictures of about a megapixel. */
export const fluxLora = defineGenerator({
  endpoint: 'fal-ai/flux-lora',
  tasks: ['draw'],
  base: 'flux-1',
  price: { per: 'megapixel', microUsd: 35_000 },
  credits: 2,
  weights: 'lora',
  capabilities: {
    ratios: aspectRatios,
    maxPixels: 1024 * 1024,
    maxSide: 1536,
    maxCount: 4,
    seed: true,
    negativePrompt: false,
    imageInput: 'none',
  },
  preset: { strength: 1, guidanceScale: 3.5, inferenceSteps: 28, format: 'jpeg' },
  toInput: openInput,
});

import { aspectRatios } from '@aisha/core';
import { defineGenerator } from './define-generator.ts';
import { openInput } from './open-input.ts';

/**
 * https://fal.ai/models/fal-ai/flux-2/lora/api, with sides of 512 to 2048. It is billed by the
 * megapixel, so two are the default; `maxPixels` of `falImageGenerator` allows all four.
 */
export const flux2Lora = defineGenerator({
  endpoint: 'fal-ai/flux-2/lora',
  tasks: ['draw'],
  base: 'flux-2',
  price: { per: 'megapixel', microUsd: 21_000 },
  credits: 3,
  weights: 'lora',
  capabilities: {
    ratios: aspectRatios,
    maxPixels: 2_000_000,
    maxSide: 2048,
    maxCount: 4,
    seed: true,
    negativePrompt: false,
    imageInput: 'none',
  },
  preset: { strength: 1, guidanceScale: 2.5, inferenceSteps: 28, format: 'jpeg' },
  toInput: openInput,
});

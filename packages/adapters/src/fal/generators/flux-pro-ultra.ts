import { aspectRatios } from '@aisha/core';
import { defineGenerator } from './define-generator.ts';
import { ultraInput } from './ultra-input.ts';

/** https://fal.ai/models/fal-ai/flux-pro/v1.1-ultra/api: pictures of up to four megapixels, of nobody's avatar. */
export const fluxProUltra = defineGenerator({
  endpoint: 'fal-ai/flux-pro/v1.1-ultra',
  tasks: ['draw', 'vary'],
  base: 'none',
  price: { per: 'image', microUsd: 60_000 },
  credits: 4,
  weights: 'none',
  capabilities: {
    ratios: aspectRatios,
    maxPixels: 2048 * 2048,
    maxSide: 2752,
    maxCount: 4,
    seed: true,
    negativePrompt: false,
    imageInput: 'optional',
  },
  preset: { closeness: 0.4, raw: false, safetyTolerance: 2, format: 'jpeg' },
  toInput: ultraInput,
});

import { aspectRatios } from '@aisha/core';
import { defineGenerator } from './define-generator.ts';

/**
 * https://fal.ai/models/fal-ai/seedvr/upscale/image/api. Of fal's upscalers this one adds nothing of
 * its own, which a face would not survive. It is billed by what it answers: what an order is expected to
 * cost is the most that it can, since the picture is not measured before. A channel takes photos of 10,000 pixels, both sides together.
 */
export const seedvrUpscaler = defineGenerator({
  endpoint: 'fal-ai/seedvr/upscale/image',
  tasks: ['enlarge'],
  base: 'none',
  price: { per: 'megapixel', microUsd: 1_000 },
  credits: 2,
  weights: 'none',
  capabilities: {
    ratios: aspectRatios,
    maxPixels: 5504 * 4096,
    maxSide: 5504,
    maxCount: 1,
    seed: true,
    negativePrompt: false,
    imageInput: 'required',
  },
  preset: { enlargement: 2, format: 'jpeg' },
  toInput: ({ request, imageUrl }) => ({
    image_url: imageUrl,
    upscale_mode: 'factor',
    upscale_factor: request.enlargement ?? 2,
    seed: request.seed,
    output_format: request.format === 'jpeg' ? 'jpg' : (request.format ?? 'jpg'),
  }),
});

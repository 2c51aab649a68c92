import { defineGenerator } from './define-generator.ts';

/**
 * https://fal.ai/models/fal-ai/flux-pro/v1.1-ultra-finetuned/api: pictures of up to four megapixels
 * by ratio, not by size. Its guidance and steps cannot be chosen.
 */
export const fluxProUltraFinetuned = defineGenerator({
  endpoint: 'fal-ai/flux-pro/v1.1-ultra-finetuned',
  baseFamily: 'flux-pro',
  price: { per: 'image', microUsd: 60_000 },
  weights: 'finetune',
  capabilities: { maxPixels: 2048 * 2048, maxSide: 2752, maxCount: 4, seed: true },
  toInput: ({ request, weights }) => ({
    prompt: request.fullPrompt,
    finetune_id: weights.finetuneId,
    finetune_strength: request.strength,
    aspect_ratio: request.aspectRatio,
    num_images: request.count,
    seed: request.seed,
    output_format: 'jpeg',
    // fal's default, written down: it has no checker to switch on, only this scale of 1 to 6.
    safety_tolerance: '2',
  }),
});

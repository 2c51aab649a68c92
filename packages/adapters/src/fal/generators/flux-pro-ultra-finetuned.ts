import { defineGenerator } from './define-generator.ts';
import { fluxProUltra } from './flux-pro-ultra.ts';
import { ultraInput } from './ultra-input.ts';

/** https://fal.ai/models/fal-ai/flux-pro/v1.1-ultra-finetuned/api, for owners of a finetune's id. */
export const fluxProUltraFinetuned = defineGenerator({
  endpoint: 'fal-ai/flux-pro/v1.1-ultra-finetuned',
  tasks: ['draw', 'vary'],
  base: 'flux-pro',
  price: { per: 'image', microUsd: 60_000 },
  credits: 4,
  weights: 'finetune',
  capabilities: fluxProUltra.capabilities,
  // A style is easily too much of itself.
  preset: { ...fluxProUltra.preset, strength: 1.1, bySubject: { style: { strength: 1 } } },
  toInput: (order) => ({
    ...ultraInput(order),
    finetune_id: order.weights.finetuneId,
    finetune_strength: Math.min(2, order.request.strength),
  }),
});

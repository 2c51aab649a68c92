import { defineGenerator } from './define-generator.ts';
import { fluxLora } from './flux-lora.ts';
import { openInput } from './open-input.ts';

/**
 * https://fal.ai/models/fal-ai/flux-lora/image-to-image/api. Its strength is how much may change,
 * 0.85 where it is not said: no more than the composition is left then.
 */
export const fluxLoraImage = defineGenerator({
  endpoint: 'fal-ai/flux-lora/image-to-image',
  tasks: ['vary'],
  base: 'flux-1',
  price: fluxLora.price,
  credits: 2,
  weights: 'lora',
  capabilities: { ...fluxLora.capabilities, imageInput: 'required' },
  preset: { ...fluxLora.preset, closeness: 0.4 },
  toInput: (order) => ({
    ...openInput(order),
    image_url: order.imageUrl,
    strength: Math.max(0.01, 1 - (order.request.closeness ?? 0.4)),
  }),
});

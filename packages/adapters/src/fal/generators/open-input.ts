import { sizeFor, type GenerationRequest, type GeneratorCapabilities } from '@aisha/core';
import { samplingOf } from './define-generator.ts';

/** The input that fal's models with LoRAs share. */
export const openInput = ({
  request,
  weights,
  capabilities,
}: {
  readonly request: GenerationRequest;
  readonly weights: { readonly url: string };
  readonly capabilities: GeneratorCapabilities;
}): Readonly<Record<string, unknown>> => ({
  prompt: request.fullPrompt,
  loras: [{ path: weights.url, scale: request.strength }],
  image_size: sizeFor(request.aspectRatio, capabilities),
  num_images: request.count,
  seed: request.seed,
  ...samplingOf(request),
  output_format: request.format ?? 'jpeg',
  // Never a setting: nothing is made unchecked.
  enable_safety_checker: true,
});

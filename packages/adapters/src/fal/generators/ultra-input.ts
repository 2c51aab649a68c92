import type { GenerationRequest } from '@aisha/core';

/** The input that both FLUX Pro ultra models share: a ratio, not a size. Guidance and steps cannot be chosen. */
export const ultraInput = ({
  request,
  imageUrl,
}: {
  readonly request: GenerationRequest;
  readonly imageUrl: string | undefined;
}): Readonly<Record<string, unknown>> => ({
  prompt: request.fullPrompt,
  aspect_ratio: request.aspectRatio,
  num_images: request.count,
  seed: request.seed,
  ...(request.raw !== undefined && { raw: request.raw }),
  output_format: request.format ?? 'jpeg',
  // It has no checker to switch on, only this scale of 1 to 6.
  safety_tolerance: String(request.safetyTolerance ?? 2),
  ...(imageUrl !== undefined && {
    image_url: imageUrl,
    image_prompt_strength: request.closeness ?? 0.4,
  }),
});

import { z } from 'zod';

// Strict structured outputs want every property; lengths are ours to bound, whatever is answered.

export const descriptionSchema = z.object({
  hasSuitableContent: z.boolean(),
  analysis: z.string(),
  prompt: z.string(),
});

export const promptSchema = z.object({ prompt: z.string() });

export const translationSchema = z.object({ language: z.string(), translation: z.string() });

/** Lenient: what is not read may change. */
export const moderationAnswer = z.object({
  results: z
    .array(
      z.object({
        flagged: z.boolean(),
        categories: z.record(z.string(), z.boolean().nullish()),
      }),
    )
    .min(1),
});

export const transcriptionAnswer = z.object({ text: z.string() });

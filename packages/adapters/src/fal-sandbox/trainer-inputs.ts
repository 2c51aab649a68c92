import { z } from 'zod';
import { parseInput } from './validation.ts';

const archiveUrl = z.string().min(1);
const steps = (usual: number, least: number, most: number) =>
  z.int().min(least).max(most).default(usual);
const learningRate = (usual: number) => z.number().min(1e-7).max(1).default(usual);

const portraitInput = z.object({
  images_data_url: archiveUrl,
  trigger_phrase: z.string().nullish(),
  steps: steps(2_500, 1, 10_000),
  learning_rate: learningRate(9e-5),
  multiresolution_training: z.boolean().default(true),
  subject_crop: z.boolean().default(true),
  create_masks: z.boolean().default(false),
  data_archive_format: z.string().nullish(),
  resume_from_checkpoint: z.string().nullish(),
});

const flux2Input = z.object({
  image_data_url: archiveUrl,
  default_caption: z.string().nullish(),
  steps: steps(1_000, 100, 10_000),
  learning_rate: learningRate(5e-5),
  output_lora_format: z.enum(['fal', 'comfy']).default('fal'),
});

const fastInput = z.object({
  images_data_url: archiveUrl,
  trigger_word: z.string().nullish(),
  is_style: z.boolean().default(false),
  create_masks: z.boolean().default(true),
  steps: steps(1_000, 1, 10_000),
  data_archive_format: z.string().nullish(),
  is_input_format_already_preprocessed: z.boolean().default(false),
});

const proInput = z.object({
  data_url: archiveUrl,
  finetune_comment: z.string().min(1),
  mode: z.enum(['character', 'product', 'style', 'general']).default('character'),
  iterations: z.int().min(1).max(1_000).default(300),
  learning_rate: z.number().min(1e-6).max(5e-3).optional(),
  priority: z.enum(['speed', 'quality', 'high_res_only']).default('quality'),
  captioning: z.boolean().default(true),
  trigger_word: z.string().default('TOK'),
  lora_rank: z.union([z.literal(16), z.literal(32)]).default(32),
  finetune_type: z.enum(['full', 'lora']).default('full'),
});

/** What every trainer reduces its own field names to. */
export interface Order {
  readonly field: string;
  readonly url: string;
  readonly steps: number;
  readonly triggerPhrase: string;
  /** Undefined where captions are optional; otherwise the caption for photos without one. */
  readonly captions?: { readonly fallback: string | undefined };
}

export const readPortrait = (input: unknown): Order => {
  const parsed = parseInput(portraitInput, input);
  const triggerPhrase = parsed.trigger_phrase ?? '';
  return {
    field: 'images_data_url',
    url: parsed.images_data_url,
    steps: parsed.steps,
    triggerPhrase,
  };
};

export const readFlux2 = (input: unknown): Order => {
  const parsed = parseInput(flux2Input, input);
  const fallback = parsed.default_caption ?? undefined;
  return {
    field: 'image_data_url',
    url: parsed.image_data_url,
    steps: parsed.steps,
    triggerPhrase: fallback ?? '',
    captions: { fallback },
  };
};

export const readFast = (input: unknown): Order => {
  const parsed = parseInput(fastInput, input);
  const triggerPhrase = parsed.trigger_word ?? '';
  return {
    field: 'images_data_url',
    url: parsed.images_data_url,
    steps: parsed.steps,
    triggerPhrase,
  };
};

export const readPro = (input: unknown): Order => {
  const parsed = parseInput(proInput, input);
  const { data_url: url, iterations, trigger_word: triggerPhrase } = parsed;
  return { field: 'data_url', url, steps: iterations, triggerPhrase };
};

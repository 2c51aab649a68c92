import { z } from 'zod';
import type { TrainingOutput } from '@aisha/core';
import { fileSchema } from '../fal-schemas.ts';

const schema = z.object({
  diffusers_lora_file: fileSchema,
  config_file: fileSchema.optional().catch(undefined),
});

/** The answer that fal's LoRA trainers share. */
export const parseLoraOutput = (data: unknown): TrainingOutput | undefined => {
  const parsed = schema.safeParse(data);
  if (!parsed.success) return undefined;
  const { diffusers_lora_file: lora, config_file: config } = parsed.data;
  return { type: 'lora', loraUrl: lora.url, ...(config && { configUrl: config.url }) };
};

import { presetNames } from '@aisha/core';
import { z } from 'zod';

const common = { preset: z.enum(presetNames), triggerPhrase: z.string() };

/** A recipe as it is stored with its training. */
export const recipeJson = z.discriminatedUnion('trainer', [
  z.object({
    ...common,
    trainer: z.literal('portrait-lora'),
    steps: z.number(),
    learningRate: z.number(),
    multiresolution: z.boolean(),
    subjectCrop: z.boolean(),
  }),
  z.object({
    ...common,
    trainer: z.literal('flux-2-lora'),
    steps: z.number(),
    learningRate: z.number(),
    defaultCaption: z.string(),
  }),
  z.object({
    ...common,
    trainer: z.literal('flux-pro-finetune'),
    mode: z.enum(['character', 'product', 'style', 'general']),
    iterations: z.number(),
    learningRate: z.number(),
    priority: z.enum(['speed', 'quality', 'high_res_only']),
    captioning: z.boolean(),
    loraRank: z.literal([16, 32]),
    finetuneType: z.enum(['full', 'lora']),
    comment: z.string(),
  }),
]);

import { z } from 'zod';
import { ownTrainers } from '@aisha/core';
import { defineTrainer } from './define-trainer.ts';

const schema = z.object({ finetune_id: z.string().min(1).max(200) });

/**
 * https://fal.ai/models/fal-ai/flux-pro-trainer: closed for new trainings since its maker withdrew
 * finetuning, so fal refuses what is submitted. Here for servers that still offer it.
 */
export const fluxProFinetune = defineTrainer({
  ...ownTrainers.fluxProFinetune,
  endpoint: 'fal-ai/flux-pro-trainer',
  // What fal's page asked while it was open, whatever the iterations.
  price: { per: 'training', microUsd: 4_000_000 },
  toInput: (recipe, archiveUrl) => ({
    data_url: archiveUrl,
    finetune_comment: recipe.comment,
    mode: recipe.mode,
    iterations: recipe.iterations,
    learning_rate: recipe.learningRate,
    priority: recipe.priority,
    captioning: recipe.captioning,
    trigger_word: recipe.triggerPhrase,
    lora_rank: recipe.loraRank,
    finetune_type: recipe.finetuneType,
  }),
  stepsOf: ({ iterations }) => iterations,
  parseOutput: (data) => {
    const parsed = schema.safeParse(data);
    return parsed.success ? { type: 'finetune', finetuneId: parsed.data.finetune_id } : undefined;
  },
});

import { ownTrainers } from '@aisha/core';
import { defineTrainer } from './define-trainer.ts';
import { parseLoraOutput } from './lora-output.ts';

/** https://fal.ai/models/fal-ai/flux-2-trainer-v2/api */
export const flux2Lora = defineTrainer({
  ...ownTrainers.flux2Lora,
  endpoint: 'fal-ai/flux-2-trainer-v2',
  price: { per: 'step', microUsd: 8_000, minSteps: 1 },
  toInput: (recipe, archiveUrl) => ({
    // Singular here, plural at the portrait trainer.
    image_data_url: archiveUrl,
    // It has no trigger word of its own, and a photo without any caption ends the training.
    default_caption: recipe.defaultCaption,
    steps: recipe.steps,
    learning_rate: recipe.learningRate,
    output_lora_format: 'fal',
  }),
  stepsOf: ({ steps }) => steps,
  parseOutput: parseLoraOutput,
});

import { ownTrainers } from '@aisha/core';
import { defineTrainer } from './define-trainer.ts';
import { parseLoraOutput } from './lora-output.ts';

/** https://fal.ai/models/fal-ai/flux-lora-portrait-trainer/api */
export const portraitLora = defineTrainer({
  ...ownTrainers.portraitLora,
  endpoint: 'fal-ai/flux-lora-portrait-trainer',
  price: { per: 'step', microUsd: 2_400, minSteps: 1_000 },
  toInput: (recipe, archiveUrl) => ({
    images_data_url: archiveUrl,
    // fal infers it from the address otherwise, which need not end in .zip.
    data_archive_format: 'zip',
    trigger_phrase: recipe.triggerPhrase,
    steps: recipe.steps,
    learning_rate: recipe.learningRate,
    multiresolution_training: recipe.multiresolution,
    subject_crop: recipe.subjectCrop,
  }),
  stepsOf: ({ steps }) => steps,
  parseOutput: parseLoraOutput,
});

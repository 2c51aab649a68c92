import type { TrainerName } from '@aisha/core';
import type { FalTrainer } from './define-trainer.ts';
import { flux2Lora } from './flux-2-lora.ts';
import { fluxProFinetune } from './flux-pro-finetune.ts';
import { portraitLora } from './portrait-lora.ts';

/** A new trainer is a file beside these, a line here, and a recipe in the core. */
export const falTrainers: Readonly<Record<TrainerName, FalTrainer>> = {
  'portrait-lora': portraitLora,
  'flux-2-lora': flux2Lora,
  'flux-pro-finetune': fluxProFinetune,
};

import type { FalTrainer } from './define-trainer.ts';
import { flux2Lora } from './flux-2-lora.ts';
import { fluxProFinetune } from './flux-pro-finetune.ts';
import { portraitLora } from './portrait-lora.ts';

/** The preferred of a kind first. A new trainer is a file beside these and a line here. */
export const falTrainers: readonly FalTrainer[] = [portraitLora, flux2Lora, fluxProFinetune];

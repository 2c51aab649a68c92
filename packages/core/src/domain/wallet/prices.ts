import type { PresetName, TrainerName } from '../training/recipe.ts';
import type { GeneratorName } from '../generation/generation.ts';

/** What things cost, in whole credits. */
export type Prices = {
  readonly training: Readonly<Record<TrainerName, Readonly<Record<PresetName, number>>>>;
  readonly image: Readonly<Record<GeneratorName, number>>;
  /** Given once to everybody who joins. */
  readonly welcomeGrant: number;
};

export const defaultPrices: Prices = {
  training: {
    'portrait-lora': { fast: 60, balanced: 100, quality: 150 },
    'flux-2-lora': { fast: 80, balanced: 120, quality: 200 },
    'flux-pro-finetune': { fast: 100, balanced: 150, quality: 250 },
  },
  image: { 'flux-lora': 2, 'flux-2-lora': 3, 'flux-pro-ultra-finetuned': 4 },
  welcomeGrant: 300,
};

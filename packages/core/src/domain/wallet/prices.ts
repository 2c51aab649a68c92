import type { PresetName, TrainerName } from '../training/recipe.ts';
import type { generatorNames, GeneratorProfile } from '../generation/generator.ts';

/** What things cost, in whole credits. */
export type Prices = {
  readonly training: Readonly<Record<TrainerName, Readonly<Record<PresetName, number>>>>;
  /** Of one picture. What is not here costs what its generator says. */
  readonly image: Readonly<Record<(typeof generatorNames)[number], number>> &
    Readonly<Record<string, number>>;
  /** Given once to everybody who joins. */
  readonly welcomeGrant: number;
};

export const defaultPrices: Prices = {
  training: {
    'portrait-lora': { fast: 60, balanced: 100, quality: 150 },
    'flux-2-lora': { fast: 80, balanced: 120, quality: 200 },
    'flux-pro-finetune': { fast: 100, balanced: 150, quality: 250 },
  },
  image: {
    'flux-lora': 2,
    'flux-lora-image': 2,
    'flux-2-lora': 3,
    'flux-pro-ultra-finetuned': 4,
    'flux-pro-ultra': 4,
    'seedvr-upscaler': 2,
  },
  welcomeGrant: 300,
};

export const priceOfImage = (
  { image }: Pick<Prices, 'image'>,
  { name, credits }: Pick<GeneratorProfile, 'name' | 'credits'>,
): number => image[name] ?? credits;

import type { PresetName, TrainerName } from '../training/recipe.ts';
import { ownTrainers, type ownTrainerNames } from '../training/own-trainers.ts';
import type { TrainerProfile } from '../training/trainer.ts';
import type { generatorNames, GeneratorProfile } from '../generation/generator.ts';

type PresetPrices = Readonly<Record<PresetName, number>>;

/** What things cost, in whole credits. */
export type Prices = {
  /** Of a trainer by its name. What is not here costs what its trainer says. */
  readonly training: Readonly<Record<(typeof ownTrainerNames)[number], PresetPrices>> &
    Readonly<Record<TrainerName, PresetPrices>>;
  /** Of one picture. What is not here costs what its generator says. */
  readonly image: Readonly<Record<(typeof generatorNames)[number], number>> &
    Readonly<Record<string, number>>;
  /** Given once to everybody who joins. */
  readonly welcomeGrant: number;
};

export const defaultPrices: Prices = {
  training: {
    'portrait-lora': ownTrainers.portraitLora.credits,
    'flux-2-lora': ownTrainers.flux2Lora.credits,
    'flux-pro-finetune': ownTrainers.fluxProFinetune.credits,
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

export const priceOfTraining = (
  { training }: Pick<Prices, 'training'>,
  { name, credits }: Pick<TrainerProfile, 'name' | 'credits'>,
  preset: PresetName,
): number => (training[name] ?? credits)[preset];

export const priceOfImage = (
  { image }: Pick<Prices, 'image'>,
  { name, credits }: Pick<GeneratorProfile, 'name' | 'credits'>,
): number => image[name] ?? credits;

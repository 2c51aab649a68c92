import type { AvatarKind, AvatarSubject } from '../avatar/avatar.ts';
import { subjectPhrase, type RecipeHead, type TrainerName, type TrainingRecipe } from './recipe.ts';
import { chooseTrainer, recipeOf, type TrainerProfile } from './trainer.ts';

/** FLUX.1 portrait LoRA. */
export type PortraitLoraSettings = {
  readonly steps: number;
  readonly learningRate: number;
  readonly multiresolution: boolean;
  readonly subjectCrop: boolean;
};

/** FLUX.2 LoRA: any subject, pictures up to 2048×2048. */
export type Flux2LoraSettings = {
  readonly steps: number;
  readonly learningRate: number;
  /** Caption of every photo that has none of its own. */
  readonly defaultCaption: string;
};

/** FLUX Pro finetune: closed at the provider for new trainings, kept for those who own one. */
export type FluxProFinetuneSettings = {
  readonly mode: 'character' | 'product' | 'style' | 'general';
  readonly iterations: number;
  readonly learningRate: number;
  readonly priority: 'speed' | 'quality' | 'high_res_only';
  readonly captioning: boolean;
  readonly loraRank: 16 | 32;
  readonly finetuneType: 'full' | 'lora';
  readonly comment: string;
};

const portraitSteps = { fast: 1000, balanced: 2000, quality: 3000 } as const;
const flux2Steps = { fast: 600, balanced: 1000, quality: 1800 } as const;
const fluxProIterations = { fast: 150, balanced: 300, quality: 600 } as const;

const portraitLora: TrainerProfile<PortraitLoraSettings> = {
  name: 'portrait-lora',
  kind: 'portrait',
  base: 'flux-1',
  model: 'FLUX.1',
  minutes: {
    fast: { from: 3, to: 6 },
    balanced: { from: 6, to: 10 },
    quality: { from: 9, to: 15 },
  },
  credits: { fast: 60, balanced: 100, quality: 150 },
  settingsOf: ({ preset }) => ({
    steps: portraitSteps[preset],
    learningRate: 0.00009,
    multiresolution: true,
    subjectCrop: true,
  }),
};

const flux2Lora: TrainerProfile<Flux2LoraSettings> = {
  name: 'flux-2-lora',
  kind: 'artistic',
  base: 'flux-2',
  model: 'FLUX.2',
  minutes: {
    fast: { from: 5, to: 10 },
    balanced: { from: 8, to: 18 },
    quality: { from: 14, to: 30 },
  },
  credits: { fast: 80, balanced: 120, quality: 200 },
  settingsOf: ({ preset, subject, triggerPhrase }) => ({
    steps: flux2Steps[preset],
    learningRate: 0.00005,
    defaultCaption: subjectPhrase(subject, triggerPhrase),
  }),
};

const fluxProFinetune: TrainerProfile<FluxProFinetuneSettings> = {
  name: 'flux-pro-finetune',
  kind: 'artistic',
  base: 'flux-pro',
  model: 'FLUX Pro',
  minutes: {
    fast: { from: 5, to: 10 },
    balanced: { from: 10, to: 20 },
    quality: { from: 18, to: 30 },
  },
  credits: { fast: 100, balanced: 150, quality: 250 },
  settingsOf: ({ preset, subject, triggerPhrase }) => ({
    mode: subject === 'style' ? 'style' : subject === 'object' ? 'product' : 'character',
    iterations: fluxProIterations[preset],
    learningRate: 0.0001,
    priority: preset === 'fast' ? 'speed' : 'quality',
    captioning: true,
    loraRank: preset === 'fast' ? 16 : 32,
    finetuneType: preset === 'fast' ? 'lora' : 'full',
    comment: triggerPhrase,
  }),
};

/** Those that come with the product; a registry may hold further ones. */
export const ownTrainerNames = ['portrait-lora', 'flux-2-lora', 'flux-pro-finetune'] as const;
export const ownTrainers = { portraitLora, flux2Lora, fluxProFinetune } as const;

export type RecipeOrder = Pick<RecipeHead, 'preset' | 'triggerPhrase'> & {
  readonly kind: AvatarKind;
  readonly subject: AvatarSubject;
  /** Which trainer an artistic avatar takes. */
  readonly artisticTrainer: TrainerName;
};

const profiles: readonly TrainerProfile[] = Object.values(ownTrainers);

/** What a version would be trained with by the trainers that come with the product. */
export const planRecipe = ({ kind, artisticTrainer, ...order }: RecipeOrder): TrainingRecipe =>
  recipeOf(
    chooseTrainer(profiles, { kind, wanted: artisticTrainer }) ?? ownTrainers.portraitLora,
    order,
  );

import type { AvatarKind, AvatarSubject } from '../avatar/avatar.ts';

export const presetNames = ['fast', 'balanced', 'quality'] as const;
export type PresetName = (typeof presetNames)[number];

/** A LoRA only fits the base it was trained on. */
export type BaseFamily = 'flux-1' | 'flux-2' | 'flux-pro';

type Common = {
  readonly preset: PresetName;
  /** The made-up word the training ties the subject to; every later prompt must use the same one. */
  readonly triggerPhrase: string;
};

/** FLUX.1 portrait LoRA. */
export type PortraitLoraRecipe = Common & {
  readonly trainer: 'portrait-lora';
  readonly steps: number;
  readonly learningRate: number;
  readonly multiresolution: boolean;
  readonly subjectCrop: boolean;
};

/** FLUX.2 LoRA: any subject, pictures up to 2048×2048. */
export type Flux2LoraRecipe = Common & {
  readonly trainer: 'flux-2-lora';
  readonly steps: number;
  readonly learningRate: number;
  /** Caption of every photo that has none of its own. */
  readonly defaultCaption: string;
};

/** FLUX Pro finetune: closed at the provider for new trainings, kept for those who own one. */
export type FluxProFinetuneRecipe = Common & {
  readonly trainer: 'flux-pro-finetune';
  readonly mode: 'character' | 'product' | 'style' | 'general';
  readonly iterations: number;
  readonly learningRate: number;
  readonly priority: 'speed' | 'quality' | 'high_res_only';
  readonly captioning: boolean;
  readonly loraRank: 16 | 32;
  readonly finetuneType: 'full' | 'lora';
  readonly comment: string;
};

/** Exactly what a version was trained with. Stored with the training; generation reads it from there. */
export type TrainingRecipe = PortraitLoraRecipe | Flux2LoraRecipe | FluxProFinetuneRecipe;
export type TrainerName = TrainingRecipe['trainer'];
export type ArtisticTrainerName = Exclude<TrainerName, 'portrait-lora'>;

export const baseFamilyOf: Readonly<Record<TrainerName, BaseFamily>> = {
  'portrait-lora': 'flux-1',
  'flux-2-lora': 'flux-2',
  'flux-pro-finetune': 'flux-pro',
};

/** How long a preset takes as far as anyone knows before we have measured our own, in minutes. */
export type PresetMinutes = { readonly from: number; readonly to: number };

const portraitSteps = { fast: 1000, balanced: 2000, quality: 3000 } as const;
const flux2Steps = { fast: 600, balanced: 1000, quality: 1800 } as const;
const fluxProIterations = { fast: 150, balanced: 300, quality: 600 } as const;

export const presetMinutes: Readonly<Record<TrainerName, Record<PresetName, PresetMinutes>>> = {
  'portrait-lora': {
    fast: { from: 3, to: 6 },
    balanced: { from: 6, to: 10 },
    quality: { from: 9, to: 15 },
  },
  'flux-2-lora': {
    fast: { from: 5, to: 10 },
    balanced: { from: 8, to: 18 },
    quality: { from: 14, to: 30 },
  },
  'flux-pro-finetune': {
    fast: { from: 5, to: 10 },
    balanced: { from: 10, to: 20 },
    quality: { from: 18, to: 30 },
  },
};

export type RecipeOrder = {
  readonly kind: AvatarKind;
  readonly subject: AvatarSubject;
  readonly preset: PresetName;
  readonly triggerPhrase: string;
  /** Which trainer an artistic avatar takes. */
  readonly artisticTrainer: ArtisticTrainerName;
};

export const planRecipe = (order: RecipeOrder): TrainingRecipe => {
  if (order.kind === 'portrait') return portraitRecipe(order);
  return order.artisticTrainer === 'flux-2-lora' ? flux2Recipe(order) : fluxProRecipe(order);
};

const portraitRecipe = ({ preset, triggerPhrase }: RecipeOrder): PortraitLoraRecipe => ({
  trainer: 'portrait-lora',
  preset,
  triggerPhrase,
  steps: portraitSteps[preset],
  learningRate: 0.00009,
  multiresolution: true,
  subjectCrop: true,
});

const flux2Recipe = ({ preset, triggerPhrase, subject }: RecipeOrder): Flux2LoraRecipe => ({
  trainer: 'flux-2-lora',
  preset,
  triggerPhrase,
  steps: flux2Steps[preset],
  learningRate: 0.00005,
  defaultCaption: subjectPhrase(subject, triggerPhrase),
});

const fluxProRecipe = ({ preset, triggerPhrase, subject }: RecipeOrder): FluxProFinetuneRecipe => ({
  trainer: 'flux-pro-finetune',
  preset,
  triggerPhrase,
  mode: subject === 'style' ? 'style' : subject === 'object' ? 'product' : 'character',
  iterations: fluxProIterations[preset],
  learningRate: 0.0001,
  priority: preset === 'fast' ? 'speed' : 'quality',
  captioning: true,
  loraRank: preset === 'fast' ? 16 : 32,
  finetuneType: preset === 'fast' ? 'lora' : 'full',
  comment: triggerPhrase,
});

/** How a prompt names the subject, as in "TOKA1B2 woman". */
export const subjectPhrase = (subject: AvatarSubject, triggerPhrase: string): string => {
  switch (subject) {
    case 'man':
    case 'woman':
    case 'person':
      return `a photo of ${triggerPhrase}, a ${subject}`;
    case 'style':
      return `an image in the style of ${triggerPhrase}`;
    case 'object':
      return `a photo of ${triggerPhrase}`;
  }
};

/** A short word no language has, made of the training's own id. */
export const triggerPhraseFor = (trainingId: string): string =>
  `TOK${trainingId.replaceAll('-', '').slice(-6).toUpperCase()}`;

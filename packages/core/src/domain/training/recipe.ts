import type { AvatarSubject } from '../avatar/avatar.ts';

export const presetNames = ['fast', 'balanced', 'quality'] as const;
export type PresetName = (typeof presetNames)[number];

/** What weights were learnt on: a LoRA only fits the base it was trained on. Stored with each recipe. */
export type BaseFamily = string;

/** A name of the registry. Stored with each training, so it is never used for anything else again. */
export type TrainerName = string;

/** What every recipe holds. */
export type RecipeHead = {
  readonly trainer: TrainerName;
  readonly base: BaseFamily;
  readonly preset: PresetName;
  /** The made-up word the training ties the subject to; every later prompt must use the same one. */
  readonly triggerPhrase: string;
};

/** What a trainer adds to it. */
export type RecipeSettings = Readonly<Record<string, string | number | boolean>>;

/** Exactly what a version was trained with. Stored with the training; generation reads it from there. */
export type TrainingRecipe = RecipeHead & RecipeSettings;

/** In whole minutes. */
export type PresetMinutes = { readonly from: number; readonly to: number };

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

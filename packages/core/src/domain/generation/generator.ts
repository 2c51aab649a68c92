import type { AvatarSubject } from '../avatar/avatar.ts';
import type { BaseFamily } from '../training/recipe.ts';
import type { AspectRatio } from './aspect-ratio.ts';

/** draw: from words alone. vary: from words and a picture, staying close to it. enlarge: the same picture, larger. */
export const generatorTasks = ['draw', 'vary', 'enlarge'] as const;
export type GeneratorTask = (typeof generatorTasks)[number];

/** Those that come with the product; a registry may hold further ones. */
export const generatorNames = [
  'flux-lora',
  'flux-lora-image',
  'flux-2-lora',
  'flux-pro-ultra-finetuned',
  'flux-pro-ultra',
  'seedvr-upscaler',
] as const;
/** A name of the registry. Stored with each order, so it is never used for anything else again. */
export type GeneratorName = string;

/** What a generator can do; the screens follow it. */
export type GeneratorCapabilities = {
  readonly ratios: readonly AspectRatio[];
  readonly maxPixels: number;
  readonly maxSide: number;
  readonly maxCount: number;
  /** Whether the same seed makes the same picture again. */
  readonly seed: boolean;
  readonly negativePrompt: boolean;
  /** Whether it can begin with a picture. */
  readonly imageInput: 'none' | 'optional' | 'required';
};

/** How a generator is set. What is left out is as the provider has it. */
export type GeneratorSettings = {
  /** LoRA scale or finetune strength. */
  readonly strength?: number | undefined;
  readonly guidanceScale?: number | undefined;
  readonly inferenceSteps?: number | undefined;
  /** How much stays of the picture that it begins with, 0 to 1. */
  readonly closeness?: number | undefined;
  /** How many times as wide and as high an enlarged picture is. */
  readonly enlargement?: number | undefined;
  /** Less processed, more like a photograph. */
  readonly raw?: boolean | undefined;
  /** 1 lets the least through, 6 the most. */
  readonly safetyTolerance?: number | undefined;
  readonly format?: 'jpeg' | 'png' | 'webp' | undefined;
};

/** In the place of a base: pictures of nobody's avatar. */
export const nobodysBase = 'none';

/** Settings as data: what is usual, and what is better for some subjects. */
export type GeneratorPreset = GeneratorSettings & {
  readonly bySubject?: Readonly<Partial<Record<AvatarSubject, GeneratorSettings>>>;
};

/** A generator as its registry declares it. */
export type GeneratorProfile = {
  readonly name: GeneratorName;
  readonly endpoint: string;
  readonly tasks: readonly GeneratorTask[];
  /** The base whose weights it is given; `nobodysBase`: it needs no avatar. */
  readonly base: BaseFamily;
  readonly capabilities: GeneratorCapabilities;
  readonly preset: GeneratorPreset;
  /** What one picture costs in credits, where the policy does not say. */
  readonly credits: number;
};

/** The first of a registry, which is the preferred one, that does a task with such weights. */
export const chooseGenerator = (
  profiles: readonly GeneratorProfile[],
  { task, base }: { readonly task: GeneratorTask; readonly base: BaseFamily },
): GeneratorProfile | undefined =>
  profiles.find((profile) => profile.base === base && profile.tasks.includes(task));

/** The usual settings, changed for the subject and then by the operator. */
export const settingsFor = (
  { preset: { bySubject, ...usual } }: Pick<GeneratorProfile, 'preset'>,
  subject: AvatarSubject | undefined,
  chosen: GeneratorSettings = {},
): GeneratorSettings => ({ ...usual, ...(subject && bySubject?.[subject]), ...chosen });

import type { Avatar } from '../avatar/avatar.ts';
import type { RenderedStyle } from '../style/render-style.ts';
import type { Training } from '../training/training.ts';
import type { BaseFamily } from '../training/recipe.ts';
import type { AspectRatio } from './aspect-ratio.ts';
import type { GenerationRequest } from './generation.ts';
import {
  settingsFor,
  nobodysBase,
  type GeneratorProfile,
  type GeneratorSettings,
  type GeneratorTask,
} from './generator.ts';
import { weavePrompt } from './prompt.ts';

/** Whose pictures are made. Enlarging needs nobody's weights. */
export const baseFor = (
  task: GeneratorTask,
  training: Pick<Training, 'recipe'> | undefined,
): BaseFamily => (training && task !== 'enlarge' ? training.recipe.base : nobodysBase);

export type GenerationOrder = {
  readonly prompt: string;
  readonly aspectRatio: AspectRatio;
  readonly count: number;
  readonly seed: number;
  /** Drawing, where it is left out. */
  readonly task?: GeneratorTask | undefined;
  /** A ready style whose own words these are. */
  readonly style?: RenderedStyle | undefined;
};

/** Whose picture it is to be; undefined for one of nobody in particular. */
export type GenerationSubject =
  | {
      readonly avatar: Pick<Avatar, 'subject'>;
      readonly training: Pick<Training, 'recipe'>;
    }
  | undefined;

/** The request to the generator that was chosen; an operator's settings take the place of its own. */
export const planGeneration = (
  profile: Pick<GeneratorProfile, 'name' | 'preset'>,
  subject: GenerationSubject,
  order: GenerationOrder,
  chosen?: GeneratorSettings,
): GenerationRequest => {
  const { style, task = 'draw' } = order;
  const { strength = 1, ...settings } = settingsFor(profile, subject?.avatar.subject, chosen);
  return {
    ...settings,
    generator: profile.name,
    ...(task !== 'draw' && { task }),
    fullPrompt: fullPromptOf(subject, order),
    aspectRatio: order.aspectRatio,
    count: order.count,
    seed: order.seed,
    strength: strength * (style?.strength ?? 1),
    ...(style?.guidanceScale !== undefined && { guidanceScale: style.guidanceScale }),
  };
};

const fullPromptOf = (subject: GenerationSubject, { prompt, style }: GenerationOrder): string => {
  if (!subject) return prompt;
  const { triggerPhrase } = subject.training.recipe;
  return style?.weave(triggerPhrase) ?? weavePrompt(prompt, subject.avatar.subject, triggerPhrase);
};

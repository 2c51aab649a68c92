import type { Avatar } from '../avatar/avatar.ts';
import type { Training } from '../training/training.ts';
import type { TrainerName } from '../training/recipe.ts';
import type { AspectRatio } from './aspect-ratio.ts';
import type { GenerationRequest, GeneratorName } from './generation.ts';
import type { RenderedStyle } from '../style/render-style.ts';
import { weavePrompt } from './prompt.ts';

/** The generator that fits what the avatar was trained with. */
export const generatorFor: Readonly<Record<TrainerName, GeneratorName>> = {
  'portrait-lora': 'flux-lora',
  'flux-2-lora': 'flux-2-lora',
  'flux-pro-finetune': 'flux-pro-ultra-finetuned',
};

const strengthFor: Readonly<Record<GeneratorName, number>> = {
  'flux-lora': 1,
  'flux-2-lora': 1,
  'flux-pro-ultra-finetuned': 1.1,
};

export type GenerationOrder = {
  readonly prompt: string;
  readonly aspectRatio: AspectRatio;
  readonly count: number;
  readonly seed: number;
  /** A ready style whose own words these are. */
  readonly style?: RenderedStyle | undefined;
};

export const planGeneration = (
  avatar: Pick<Avatar, 'subject'>,
  training: Pick<Training, 'recipe'>,
  order: GenerationOrder,
): GenerationRequest => {
  const generator = generatorFor[training.recipe.trainer];
  const { triggerPhrase } = training.recipe;
  const { style } = order;
  return {
    generator,
    fullPrompt:
      style?.weave(triggerPhrase) ?? weavePrompt(order.prompt, avatar.subject, triggerPhrase),
    aspectRatio: order.aspectRatio,
    count: order.count,
    seed: order.seed,
    strength: strengthFor[generator] * (style?.strength ?? 1),
    ...(style?.guidanceScale !== undefined && { guidanceScale: style.guidanceScale }),
  };
};

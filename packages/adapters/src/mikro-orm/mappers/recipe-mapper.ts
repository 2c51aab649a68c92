import { ownTrainers, presetNames } from '@aisha/core';
import { z } from 'zod';

const common = {
  trainer: z.string().min(1),
  base: z.string().min(1).optional(),
  preset: z.enum(presetNames),
  triggerPhrase: z.string(),
};

/** Recipes of before their base was stored are of trainers that came with the product. */
const baseOf = (trainer: string): string | undefined =>
  Object.values(ownTrainers).find(({ name }) => name === trainer)?.base;

/** A recipe as it is stored with its training. */
export const recipeJson = z
  .object(common)
  .catchall(z.union([z.string(), z.number(), z.boolean()]))
  .transform((recipe, context) => {
    const { trainer, preset, triggerPhrase, base = baseOf(trainer) } = recipe;
    if (base !== undefined) return { ...recipe, trainer, preset, triggerPhrase, base };
    context.addIssue({ code: 'custom', message: `${trainer} without a base` });
    return z.NEVER;
  });

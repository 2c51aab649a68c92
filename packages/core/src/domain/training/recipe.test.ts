import { describe, expect, it } from 'vitest';
import { planRecipe, type RecipeOrder } from './own-trainers.ts';
import { presetNames, triggerPhraseFor } from './recipe.ts';

const order = (own: Partial<RecipeOrder> = {}): RecipeOrder => ({
  kind: 'portrait',
  subject: 'woman',
  preset: 'balanced',
  triggerPhrase: 'TOK1A2B3C',
  artisticTrainer: 'flux-2-lora',
  ...own,
});

describe('a recipe', () => {
  it('of a portrait is a portrait LoRA, whatever artistic avatars take', () => {
    for (const artisticTrainer of ['flux-2-lora', 'flux-pro-finetune'] as const) {
      expect(planRecipe(order({ artisticTrainer })).trainer).toBe('portrait-lora');
    }
  });

  it.each(['flux-2-lora', 'flux-pro-finetune'] as const)(
    'of an artistic avatar is what the operator chose: %s',
    (artisticTrainer) => {
      const recipe = planRecipe(order({ kind: 'artistic', artisticTrainer }));
      expect(recipe).toMatchObject({ trainer: artisticTrainer, triggerPhrase: 'TOK1A2B3C' });
    },
  );

  it('learns longer with each better preset', () => {
    for (const kind of ['portrait', 'artistic'] as const) {
      const steps = presetNames.map((preset) => {
        const recipe = planRecipe(order({ kind, preset }));
        return Number(recipe['steps']);
      });
      expect(steps).toEqual(steps.toSorted((one, other) => one - other));
      expect(new Set(steps).size).toBe(3);
    }
  });

  it.each([
    ['style', 'style'],
    ['object', 'product'],
    ['person', 'character'],
  ] as const)('of a finetune of a %s has mode %s', (subject, mode) => {
    const artisticTrainer = 'flux-pro-finetune';
    expect(planRecipe(order({ kind: 'artistic', artisticTrainer, subject }))).toMatchObject({
      mode,
    });
  });
});

describe('a trigger phrase', () => {
  it('is one short word made of the training’s id', () => {
    expect(triggerPhraseFor('01900000-0000-7000-8000-0000001a2b3c')).toBe('TOK1A2B3C');
  });
});

import { describe, expect, it } from 'vitest';
import { recipeJson } from './recipe-mapper.ts';

const stored = { trainer: 'flux-2-lora', preset: 'fast', triggerPhrase: 'TOK1A2B3C', steps: 600 };

describe('a stored recipe', () => {
  it('of before its base was stored has that of its trainer', () => {
    expect(recipeJson.parse(stored)).toEqual({ ...stored, base: 'flux-2' });
  });

  it('of a trainer that is not ours is read with all that it holds', () => {
    const further = { ...stored, trainer: 'turbo-lora', base: 'turbo', masks: true, mode: 'x' };
    expect(recipeJson.parse(further)).toEqual(further);
  });

  it.each([{ ...stored, trainer: 'turbo-lora' }, { ...stored, steps: { a: 1 } }, { steps: 1 }])(
    'that nobody could draw with is not made up: %j',
    (recipe) => expect(recipeJson.safeParse(recipe).success).toBe(false),
  );
});

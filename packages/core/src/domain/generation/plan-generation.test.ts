import { describe, expect, it } from 'vitest';
import { planRecipe } from '../training/own-trainers.ts';
import type { BaseFamily } from '../training/recipe.ts';
import {
  chooseGenerator,
  settingsFor,
  type GeneratorPreset,
  type GeneratorProfile,
  type GeneratorTask,
} from './generator.ts';
import { baseFor, planGeneration } from './plan-generation.ts';

const recipe = planRecipe({
  kind: 'portrait',
  subject: 'woman',
  preset: 'balanced',
  triggerPhrase: 'TOK1A2B3C',
  artisticTrainer: 'flux-2-lora',
});
const ordered = { prompt: 'at the sea', aspectRatio: '1:1', count: 2, seed: 7 } as const;
const woman = { avatar: { subject: 'woman' }, training: { recipe } } as const;

const profile = (
  name: string,
  tasks: readonly GeneratorTask[],
  base: BaseFamily,
): GeneratorProfile => ({
  name,
  endpoint: `provider/${name}`,
  tasks,
  base,
  capabilities: {
    ratios: ['1:1'],
    maxPixels: 1,
    maxSide: 1,
    maxCount: 1,
    seed: true,
    negativePrompt: false,
    imageInput: 'none',
  },
  preset: {},
  credits: 1,
});

describe('a request', () => {
  it('is of the avatar, with the settings of its generator', () => {
    const preset = { strength: 0.8, guidanceScale: 3, inferenceSteps: 20, format: 'png' } as const;
    expect(planGeneration({ name: 'one', preset }, woman, ordered)).toEqual({
      generator: 'one',
      fullPrompt: 'a photo of TOK1A2B3C, a woman, at the sea',
      aspectRatio: '1:1',
      count: 2,
      seed: 7,
      ...preset,
    });
  });

  it('of nobody’s avatar is the words as they are', () => {
    const request = planGeneration({ name: 'one', preset: {} }, undefined, ordered);
    expect(request.fullPrompt).toBe('at the sea');
  });

  it('takes an operator’s settings first, then those for the subject, then the usual ones', () => {
    const preset: GeneratorPreset = {
      strength: 1,
      guidanceScale: 3,
      inferenceSteps: 20,
      bySubject: { style: { strength: 0.7, guidanceScale: 2 } },
    };
    expect(settingsFor({ preset }, 'woman')).toEqual({
      strength: 1,
      guidanceScale: 3,
      inferenceSteps: 20,
    });
    expect(settingsFor({ preset }, 'style', { guidanceScale: 5 })).toEqual({
      strength: 0.7,
      guidanceScale: 5,
      inferenceSteps: 20,
    });
  });
});

describe('the generator of an order', () => {
  const profiles = [
    profile('lora', ['draw'], 'flux-1'),
    profile('later', ['draw', 'vary'], 'flux-1'),
    profile('free', ['draw'], 'none'),
    profile('large', ['enlarge'], 'none'),
  ];
  const chosen = (task: GeneratorTask, training: typeof woman.training | undefined) =>
    chooseGenerator(profiles, { task, base: baseFor(task, training) })?.name;

  it('is the first that fits the avatar’s training and the task', () => {
    expect(chosen('draw', woman.training)).toBe('lora');
    expect(chosen('vary', woman.training)).toBe('later');
    expect(chosen('draw', undefined)).toBe('free');
    expect(chosen('enlarge', woman.training)).toBe('large');
  });

  it('is none where no generator does such a thing', () => {
    expect(chosen('vary', undefined)).toBe(undefined);
  });
});

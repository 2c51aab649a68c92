import { describe, expect, it } from 'vitest';
import {
  aspectRatios,
  chooseGenerator,
  planRecipe,
  trainerNamed,
  type GenerationRequest,
  type GeneratorWeights,
  type RecipeOrder,
} from '@aisha/core';
import { falGenerators, type FalGenerators } from './generators/generators.ts';
import { parseImagesOutput } from './generators/images-output.ts';
import { falTrainers } from './trainers/trainers.ts';

const order: RecipeOrder = {
  kind: 'artistic',
  subject: 'woman',
  preset: 'balanced',
  triggerPhrase: 'TOKA1B2C3',
  artisticTrainer: 'flux-2-lora',
};
const archiveUrl = 'https://v3.fal.media/files/a/photos.zip';
const portrait = planRecipe({ ...order, kind: 'portrait' });
const flux2 = planRecipe(order);
const fluxPro = planRecipe({ ...order, artisticTrainer: 'flux-pro-finetune' });

describe('a trainer', () => {
  it.each([
    [
      'fal-ai/flux-lora-portrait-trainer',
      portrait,
      {
        images_data_url: archiveUrl,
        data_archive_format: 'zip',
        trigger_phrase: 'TOKA1B2C3',
        steps: 2000,
        learning_rate: 0.00009,
        multiresolution_training: true,
        subject_crop: true,
      },
    ],
    [
      'fal-ai/flux-2-trainer-v2',
      flux2,
      {
        image_data_url: archiveUrl,
        default_caption: 'a photo of TOKA1B2C3, a woman',
        steps: 1000,
        learning_rate: 0.00005,
        output_lora_format: 'fal',
      },
    ],
    [
      'fal-ai/flux-pro-trainer',
      fluxPro,
      {
        data_url: archiveUrl,
        finetune_comment: 'TOKA1B2C3',
        mode: 'character',
        iterations: 300,
        learning_rate: 0.0001,
        priority: 'quality',
        captioning: true,
        trigger_word: 'TOKA1B2C3',
        lora_rank: 32,
        finetune_type: 'full',
      },
    ],
  ])('%s gets the fields that it documents', (endpoint, recipe, input) => {
    const trainer = trainerNamed(falTrainers, recipe.trainer);
    expect(trainer.endpoint).toBe(endpoint);
    expect(trainer.toInput(recipe, archiveUrl)).toEqual(input);
  });

  it('refuses a recipe of another', () => {
    expect(() => trainerNamed(falTrainers, 'portrait-lora').toInput(flux2, archiveUrl)).toThrow(
      'portrait-lora cannot take flux-2-lora',
    );
  });

  it('says what its log counts to', () => {
    expect(trainerNamed(falTrainers, 'portrait-lora').stepsOf(portrait)).toBe(2000);
    expect(trainerNamed(falTrainers, 'flux-pro-finetune').stepsOf(fluxPro)).toBe(300);
  });

  it.each(['portrait-lora', 'flux-2-lora'] as const)('%s answers weights', (name) => {
    const file = { url: 'https://v3.fal.media/l', file_name: 'x', file_size: 1, more: {} };
    const data = { diffusers_lora_file: file, config_file: { url: 'https://v3.fal.media/c' } };
    const lora = { type: 'lora', loraUrl: 'https://v3.fal.media/l' };
    const trainer = trainerNamed(falTrainers, name);
    expect(trainer.parseOutput(data)).toEqual({ ...lora, configUrl: 'https://v3.fal.media/c' });
    expect(trainer.parseOutput({ ...data, config_file: null })).toEqual(lora);
  });

  it.each([
    null,
    {},
    { diffusers_lora_file: {} },
    { diffusers_lora_file: { url: 'file:///etc/passwd' } },
    { diffusers_lora_file: { url: 'data:,x' } },
    { finetune_id: '' },
  ])('answers nothing that was not documented: %j', (data) => {
    for (const trainer of falTrainers) {
      expect(trainer.parseOutput(data)).toBeUndefined();
    }
  });

  it('of finetunes answers an id', () => {
    expect(
      trainerNamed(falTrainers, 'flux-pro-finetune').parseOutput({ finetune_id: 'f-1' }),
    ).toEqual({
      type: 'finetune',
      finetuneId: 'f-1',
    });
  });
});

const request = (overrides: Partial<GenerationRequest> = {}): GenerationRequest => ({
  generator: 'flux-lora',
  fullPrompt: 'a photo of TOKA1B2C3, a woman, at sea',
  aspectRatio: '1:1',
  count: 2,
  seed: 42,
  strength: 0.9,
  ...overrides,
});
const lora: GeneratorWeights = { type: 'lora', url: 'https://v3.fal.media/lora' };
const finetune: GeneratorWeights = { type: 'finetune', finetuneId: 'f-1' };
const inputOf = (order: GenerationRequest, weights?: GeneratorWeights, imageUrl?: string) => {
  const generator = (falGenerators as FalGenerators)[order.generator]!;
  return generator.toInput(order, { weights, imageUrl }, generator.capabilities);
};

describe('a generator', () => {
  it('with FLUX.1 weights gets the fields that it documents', () => {
    expect(inputOf(request({ guidanceScale: 3, inferenceSteps: 30 }), lora)).toEqual({
      prompt: 'a photo of TOKA1B2C3, a woman, at sea',
      loras: [{ path: 'https://v3.fal.media/lora', scale: 0.9 }],
      image_size: { width: 1024, height: 1024 },
      num_images: 2,
      seed: 42,
      guidance_scale: 3,
      num_inference_steps: 30,
      output_format: 'jpeg',
      enable_safety_checker: true,
    });
  });

  it('with FLUX.2 weights makes larger pictures', () => {
    const input = inputOf(request({ generator: 'flux-2-lora' }), lora);
    expect(input).toMatchObject({
      loras: [{ path: 'https://v3.fal.media/lora', scale: 0.9 }],
      image_size: { width: 1408, height: 1408 },
      enable_safety_checker: true,
    });
    expect(input).not.toHaveProperty('guidance_scale');
  });

  it('with a finetune gets a ratio instead of a size', () => {
    expect(inputOf(request({ generator: 'flux-pro-ultra-finetuned' }), finetune)).toEqual({
      prompt: 'a photo of TOKA1B2C3, a woman, at sea',
      finetune_id: 'f-1',
      finetune_strength: 0.9,
      aspect_ratio: '1:1',
      num_images: 2,
      seed: 42,
      output_format: 'jpeg',
      safety_tolerance: '2',
    });
  });

  it('without weights makes pictures of nobody, as large as it can', () => {
    const settings = { raw: true, safetyTolerance: 1, format: 'png' } as const;
    expect(inputOf(request({ generator: 'flux-pro-ultra', ...settings }))).toEqual({
      prompt: 'a photo of TOKA1B2C3, a woman, at sea',
      aspect_ratio: '1:1',
      num_images: 2,
      seed: 42,
      raw: true,
      output_format: 'png',
      safety_tolerance: '1',
    });
  });

  it('that begins with a picture keeps as much of it as it is told', () => {
    const image = 'https://v3.fal.media/picture';
    const open = request({ generator: 'flux-lora-image', closeness: 0.75 });
    expect(inputOf(open, lora, image)).toMatchObject({
      image_url: image,
      strength: 0.25,
      loras: [{ path: 'https://v3.fal.media/lora', scale: 0.9 }],
    });
    const ultra = request({ generator: 'flux-pro-ultra', closeness: 0.75 });
    expect(inputOf(ultra, undefined, image)).toMatchObject({
      image_url: image,
      image_prompt_strength: 0.75,
    });
    expect(() => inputOf(open, lora)).toThrow('begins with a picture');
  });

  it('that enlarges is told how far, and nothing of the words', () => {
    const order = request({ generator: 'seedvr-upscaler', enlargement: 2, count: 1 });
    expect(inputOf(order, undefined, 'https://v3.fal.media/picture')).toEqual({
      image_url: 'https://v3.fal.media/picture',
      upscale_mode: 'factor',
      upscale_factor: 2,
      seed: 42,
      output_format: 'jpg',
    });
  });

  it.each(aspectRatios)('keeps %s within what fal accepts', (aspectRatio) => {
    for (const generator of ['flux-lora', 'flux-2-lora'] as const) {
      const { image_size: size } = inputOf(request({ generator, aspectRatio }), lora) as {
        image_size: { width: number; height: number };
      };
      const [across = 1, down = 1] = aspectRatio.split(':').map(Number);
      expect(Math.abs(size.width / size.height - across / down)).toBeLessThan(0.06);
      for (const side of [size.width, size.height]) {
        expect(side).toBeGreaterThanOrEqual(512);
        expect(side).toBeLessThanOrEqual(2048);
        expect(side % 32).toBe(0);
      }
    }
  });

  it('refuses weights of the wrong kind', () => {
    expect(() => inputOf(request(), finetune)).toThrow('cannot take finetune weights');
  });

  it('is there for the base of every trainer', () => {
    const profiles = Object.entries(falGenerators).map(([name, model]) => ({ ...model, name }));
    for (const { base } of falTrainers) {
      expect(chooseGenerator(profiles, { task: 'draw', base })).toMatchObject({ base });
    }
  });
});

describe('the pictures of an answer', () => {
  const image = { url: 'https://v3.fal.media/1.jpg', width: 64, height: 32, content_type: 'x' };

  it('carry their size and whether they are flagged', () => {
    const data = { images: [image, { url: image.url }], seed: 7, has_nsfw_concepts: [false, true] };
    expect(parseImagesOutput(data)).toEqual({
      seed: 7,
      images: [
        { url: image.url, width: 64, height: 32, flagged: false },
        { url: image.url, flagged: true },
      ],
    });
  });

  it.each([null, undefined, [false], 'x'])('are not flagged by %j', (flags) => {
    const data = { images: [image, image], seed: 7, has_nsfw_concepts: flags };
    expect(parseImagesOutput(data)?.images.map(({ flagged }) => flagged)).toEqual([false, false]);
  });

  it.each([null, {}, { images: [] }, { images: [{ url: 'data:image/png;base64,x' }] }])(
    'are not made up: %j',
    (data) => expect(parseImagesOutput(data)).toBeUndefined(),
  );
});

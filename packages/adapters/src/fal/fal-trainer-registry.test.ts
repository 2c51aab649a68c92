import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseGenerator, chooseTrainer, recipeOf } from '@aisha/core';
import { aGeneration, inMemoryCache, streamOf, testClock } from '@aisha/core/testing';
import {
  apiKey,
  eventually,
  photosZip,
  startSandbox,
  temporaryFolder,
} from '../fal-sandbox/fixtures.ts';
import type { FalSandbox } from '../fal-sandbox/index.ts';
import { falAvatarTrainer } from './fal-avatar-trainer.ts';
import { falClient } from './fal-client.ts';
import { falImageGenerator } from './fal-image-generator.ts';
import { defineGenerator } from './generators/define-generator.ts';
import { falGenerators } from './generators/generators.ts';
import { openInput } from './generators/open-input.ts';
import { defineTrainer } from './trainers/define-trainer.ts';
import { parseLoraOutput } from './trainers/lora-output.ts';
import { falTrainers } from './trainers/trainers.ts';

/** All that a new trainer takes: this, in a file of its own. */
const fastLora = defineTrainer({
  name: 'fast-lora',
  endpoint: 'fal-ai/flux-lora-fast-training',
  kind: 'portrait',
  base: 'krea',
  model: 'FLUX Krea',
  minutes: {
    fast: { from: 1, to: 2 },
    balanced: { from: 2, to: 3 },
    quality: { from: 3, to: 5 },
  },
  credits: { fast: 20, balanced: 30, quality: 40 },
  price: { per: 'step', microUsd: 2_000, minSteps: 1 },
  settingsOf: ({ preset }) => ({ steps: preset === 'fast' ? 500 : 1000, masks: true }),
  toInput: ({ triggerPhrase, steps, masks }, archiveUrl) => ({
    images_data_url: archiveUrl,
    trigger_word: triggerPhrase,
    steps,
    create_masks: masks,
  }),
  stepsOf: ({ steps }) => steps,
  parseOutput: parseLoraOutput,
});

/** And all that a generator of its base takes. */
const krea = defineGenerator({
  endpoint: 'fal-ai/flux-krea-lora',
  tasks: ['draw'],
  base: 'krea',
  price: { per: 'megapixel', microUsd: 35_000 },
  credits: 1,
  weights: 'lora',
  capabilities: { ...falGenerators['flux-lora'].capabilities, maxPixels: 512 * 512 },
  preset: { inferenceSteps: 4 },
  toInput: openInput,
});

describe('a new trainer', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let sandbox: FalSandbox;
  let client: ReturnType<typeof falClient>;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const timings = { queueMs: 0, trainingMs: 0, generationMs: 0 };
    sandbox = await startSandbox(folder.path, { timings });
    client = falClient({ apiKey, queueUrl: sandbox.queueUrl, restUrl: sandbox.restUrl });
  });
  afterAll(async () => {
    await Promise.all([client.close(), sandbox.stop()]);
    await folder.remove();
  });

  const train = async () => {
    // The one line of a trainer.
    const trainer = falAvatarTrainer({ client, trainers: [fastLora, ...falTrainers] });
    const chosen = chooseTrainer(trainer.profiles(), { kind: 'portrait' });
    const learning = { subject: 'woman', preset: 'fast', triggerPhrase: 'TOKA1B2C3' } as const;
    const recipe = recipeOf(chosen!, learning);
    const zip = new Uint8Array(await (await photosZip(4)).arrayBuffer());
    const archiveUrl = await trainer.uploadArchive(streamOf(zip), { maxBytes: zip.length });
    const run = await trainer.submit({ recipe, archiveUrl, webhookUrl: undefined });
    const seen = await eventually(async () => {
      const told = await trainer.observe(run, recipe);
      return told.state === 'succeeded' ? told : undefined;
    });
    return { trainer, recipe, run, output: seen.output };
  };

  it('is chosen, priced and run, and the generator of its base draws with what it left', async () => {
    const { trainer, recipe, run, output } = await train();
    expect(recipe).toMatchObject({ trainer: 'fast-lora', base: 'krea', steps: 500, masks: true });
    expect(run.endpoint).toBe('fal-ai/flux-lora-fast-training');
    expect(trainer.expectedMicroUsd(recipe)).toBe(1_000_000);
    if (output.type !== 'lora') throw new Error('it leaves a LoRA');

    const cache = inMemoryCache({ clock: testClock() });
    // And that of a generator.
    const generators = { ...falGenerators, krea };
    const generator = falImageGenerator({ client, cache, isThere: async () => true, generators });
    const drawing = chooseGenerator(generator.profiles(), { task: 'draw', base: recipe.base });
    expect(drawing?.name).toBe('krea');
    const request = { ...aGeneration().request, generator: 'krea', count: 1 };
    const weights = { type: 'lora', url: output.loraUrl } as const;
    const drawn = await generator.submit({ request, weights, webhookUrl: undefined });
    const seen = await eventually(async () => {
      const told = await generator.observe(drawn);
      return told.state === 'succeeded' ? told : undefined;
    });
    expect(seen.output.images).toHaveLength(1);
  });

  it('is refused by a registry that does not hold it', async () => {
    const trainer = falAvatarTrainer({ client });
    expect(() => trainer.endpointOf('fast-lora')).toThrow('no such trainer');
  });
});

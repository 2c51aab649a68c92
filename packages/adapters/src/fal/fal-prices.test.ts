import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planRecipe, type RecipeOrder } from '@aisha/core';
import { aGeneration, inMemoryCache, streamOf, testClock } from '@aisha/core/testing';
import {
  apiKey,
  eventually,
  photo,
  photosZip,
  startSandbox,
  temporaryFolder,
} from '../fal-sandbox/fixtures.ts';
import type { FalSandbox } from '../fal-sandbox/index.ts';
import { costOfImages, costOfTraining } from './fal-prices.ts';
import { falAvatarTrainer, falClient, falImageGenerator, type FalClient } from './index.ts';

const portrait: RecipeOrder = {
  kind: 'portrait',
  subject: 'person',
  preset: 'fast',
  triggerPhrase: 'TOKA1B2C3',
  artisticTrainer: 'flux-2-lora',
};

describe('the price of a training', () => {
  it('is by the step, and not for fewer than the least', () => {
    const price = { per: 'step', microUsd: 2_400, minSteps: 1_000 } as const;
    expect([1, 1_000, 2_500].map((steps) => costOfTraining(price, steps))).toEqual([
      2_400_000, 2_400_000, 6_000_000,
    ]);
    expect(costOfTraining({ per: 'training', microUsd: 4_000_000 }, 9)).toBe(4_000_000);
  });
});

describe('the price of pictures', () => {
  it('is by the megapixel, each picture rounded up, or by the picture', () => {
    const price = { per: 'megapixel', microUsd: 35_000 } as const;
    const costOf = (width: number, height: number, count = 1) =>
      costOfImages(price, { size: { width, height }, count });
    expect(costOf(512, 512)).toBe(35_000);
    expect(costOf(1024, 1024)).toBe(35_000);
    expect(costOf(1056, 1024)).toBe(70_000);
    expect(costOf(2048, 2048, 4)).toBe(16 * 35_000);
    const size = { width: 2048, height: 2048 };
    expect(costOfImages({ per: 'image', microUsd: 60_000 }, { size, count: 3 })).toBe(180_000);
  });
});

describe('what is expected', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let sandbox: FalSandbox;
  let client: FalClient;

  beforeAll(async () => {
    folder = await temporaryFolder();
    sandbox = await startSandbox(folder.path, { timings: { queueMs: 0, generationMs: 0 } });
    client = falClient({ apiKey, queueUrl: sandbox.queueUrl, restUrl: sandbox.restUrl });
  });
  afterAll(async () => {
    await Promise.all([client.close(), sandbox.stop()]);
    await folder.remove();
  });

  const billOf = async (requestId: string): Promise<number> => {
    const run = await eventually(() =>
      sandbox.runs().find((each) => each.requestId === requestId && each.status === 'COMPLETED'),
    );
    expect(run.error).toBe(undefined);
    return Math.round(run.costUsd * 1_000_000);
  };

  const train = async (order: Partial<RecipeOrder>) => {
    const trainer = falAvatarTrainer({ client });
    const zip = new Uint8Array(await (await photosZip(4)).arrayBuffer());
    const archiveUrl = await trainer.uploadArchive(streamOf(zip), { maxBytes: zip.length });
    const recipe = planRecipe({ ...portrait, ...order });
    const run = await trainer.submit({ recipe, archiveUrl, webhookUrl: undefined });
    expect(await billOf(run.requestId), recipe.trainer).toBe(trainer.expectedMicroUsd(recipe));
    const seen = await trainer.observe(run, recipe);
    if (seen.state !== 'succeeded') throw new Error(`the training ${seen.state}`);
    const { output } = seen;
    return output.type === 'lora' ? ({ type: 'lora', url: output.loraUrl } as const) : output;
  };

  it('of every trainer and generator is what is billed', { timeout: 60_000 }, async () => {
    const generator = falImageGenerator({
      client,
      cache: inMemoryCache({ clock: testClock() }),
      isThere: async () => true,
    });
    const finetuned = { kind: 'artistic', artisticTrainer: 'flux-pro-finetune' } as const;
    const weights = new Map([
      ['flux-1', await train({})],
      ['flux-2', await train({ kind: 'artistic', preset: 'quality' })],
      ['flux-pro', await train(finetuned)],
    ]);
    const picture = await photo(200, 256);
    const imageUrl = await generator.prepareImage(
      { contentType: 'image/jpeg', bytes: picture.length },
      async () => streamOf(picture),
    );
    for (const { name, base, tasks, capabilities } of generator.profiles()) {
      const request = { ...aGeneration().request, generator: name, count: 1 };
      const order = {
        request,
        weights: weights.get(base),
        imageUrl: capabilities.imageInput === 'required' ? imageUrl : undefined,
        webhookUrl: undefined,
      };
      const { requestId } = await generator.submit(order);
      const billed = await billOf(requestId);
      const expected = generator.expectedMicroUsd(request);
      // What is enlarged is not measured before: it costs so much at most.
      if (tasks.includes('enlarge')) expect(billed, name).toBeLessThanOrEqual(expected);
      else expect(billed, name).toBe(expected);
      expect(billed, name).toBeGreaterThan(0);
    }
  });
});

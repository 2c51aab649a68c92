import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAisha, type Address, type GenerationId } from '@aisha/core';
import { aGeneration, freshId, inMemoryCache, inMemoryPorts, testClock } from '@aisha/core/testing';
import { apiKey, eventually, startSandbox, temporaryFolder } from '../fal-sandbox/fixtures.ts';
import type { FalSandbox } from '../fal-sandbox/index.ts';
import { falClient } from './fal-client.ts';
import { falImageGenerator } from './fal-image-generator.ts';
import { defineGenerator } from './generators/define-generator.ts';
import { falGenerators, type FalGenerators } from './generators/generators.ts';

/** All that a new generator takes: this, in a file of its own. */
const throwAway = defineGenerator({
  endpoint: 'fal-ai/flux-krea-lora',
  tasks: ['draw'],
  base: 'none',
  price: { per: 'megapixel', microUsd: 35_000 },
  credits: 7,
  weights: 'none',
  capabilities: {
    ratios: ['1:1', '9:16'],
    maxPixels: 512 * 512,
    maxSide: 640,
    maxCount: 2,
    seed: true,
    negativePrompt: false,
    imageInput: 'none',
  },
  preset: { inferenceSteps: 4 },
  toInput: ({ request }) => ({
    prompt: request.fullPrompt,
    image_size: 'square',
    num_images: request.count,
    seed: request.seed,
    num_inference_steps: request.inferenceSteps,
  }),
});

describe('the registry', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let sandbox: FalSandbox;
  let client: ReturnType<typeof falClient>;

  beforeAll(async () => {
    folder = await temporaryFolder();
    sandbox = await startSandbox(folder.path, { timings: { queueMs: 0, generationMs: 0 } });
    client = falClient({ apiKey, queueUrl: sandbox.queueUrl, restUrl: sandbox.restUrl });
  });
  afterAll(async () => {
    await Promise.all([client.close(), sandbox.stop()]);
    await folder.remove();
  });

  const generatorOf = (generators: FalGenerators) =>
    falImageGenerator({
      client,
      cache: inMemoryCache({ clock: testClock() }),
      isThere: async () => true,
      generators,
    });

  it('takes a new generator, which is chosen, priced, kept within what it can and run', async () => {
    const ports = inMemoryPorts();
    // And the line.
    const generator = generatorOf({ 'throw-away': throwAway, ...falGenerators });
    const aisha = createAisha({ ...ports, generator });
    await ports.jobs.work(aisha.jobs);
    const address = 'telegram:1' as Address;
    const { user } = await aisha.registerUser({ address, firstName: 'Ada', locale: 'en' });

    expect(await aisha.quoteGeneration(undefined, user.id)).toMatchObject({
      value: { pricePerImage: 7, capabilities: { ratios: ['1:1', '9:16'], maxCount: 2 } },
    });
    const order = {
      userId: user.id,
      prompt: 'a lighthouse',
      aspectRatio: '1:1',
      count: 2,
    } as const;
    const request = (own: object) =>
      aisha.requestGeneration({ ...order, id: freshId<GenerationId>(), ...own });
    expect(await request({ aspectRatio: '16:9' })).toMatchObject({
      refusal: { code: 'generation.ratio-unfit', ratios: '1:1, 9:16' },
    });
    expect(await request({ count: 3 })).toMatchObject({
      refusal: { code: 'generation.count-unfit', max: 2 },
    });
    const ordered = await request({});
    expect(ordered).toMatchObject({
      value: { generation: { price: 14, request: { generator: 'throw-away', inferenceSteps: 4 } } },
    });
    await ports.jobs.drain();
    const run = await eventually(() => sandbox.runs().find(({ status }) => status === 'COMPLETED'));
    expect(run).toMatchObject({ endpoint: throwAway.endpoint });
    expect(run.error).toBe(undefined);
    const { endpoint, requestId } = run;
    const seen = await generator.observe({ endpoint, requestId: requestId as never });
    expect(seen).toMatchObject({ state: 'succeeded', output: { images: [{}, {}] } });
  });

  it(
    'makes pictures of nobody up to 2K, of which the provider may flag one of four',
    { timeout: 90_000 },
    async () => {
      const generator = generatorOf(falGenerators);
      const request = {
        ...aGeneration().request,
        generator: 'flux-pro-ultra',
        fullPrompt: 'a lighthouse [sandbox:nsfw:2]',
        aspectRatio: '9:16',
        count: 4,
      } as const;
      const run = await generator.submit({ request, webhookUrl: undefined });
      const seen = await eventually(async () => {
        const told = await generator.observe(run);
        return told.state === 'succeeded' ? told : undefined;
      }, 80_000);
      expect(seen.output.images.map(({ flagged }) => flagged)).toEqual([false, false, true, false]);
      expect(seen.output.images[0]).toMatchObject({ width: 1536, height: 2720 });
    },
  );
});

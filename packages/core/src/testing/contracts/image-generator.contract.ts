import { streamOf, type ByteStream } from '../../shared/bytes.ts';
import { aspectRatios } from '../../domain/generation/aspect-ratio.ts';
import type { GenerationRequest } from '../../domain/generation/generation.ts';
import {
  chooseGenerator,
  generatorNames,
  type GeneratorTask,
} from '../../domain/generation/generator.ts';
import { planGeneration } from '../../domain/generation/plan-generation.ts';
import type { TrainingResult } from '../../domain/training/training.ts';
import type { RunHandle } from '../../ports/avatar-trainer.ts';
import type { ImageGenerator } from '../../ports/image-generator.ts';
import { deepEqual, equal, ok, rejects } from '../assert.ts';
import { aGeneration } from '../builders/generations.ts';
import { providerRunCases, type ProviderControls } from './provider.ts';
import { atOnce, casesOf, present, type Suite } from './suite.ts';

export type ImageGeneratorContext = {
  readonly generator: ImageGenerator;
  readonly provider: ProviderControls;
  /** FLUX.1 weights that the provider still has, and our own copy of them. */
  readonly weights: Extract<TrainingResult, { type: 'lora' }>;
  readonly open: () => Promise<ByteStream>;
  /** A JPEG of 256 pixels a side. */
  readonly picture: Uint8Array;
  /** From now on the provider's copy is gone. */
  readonly loseWeights: () => void;
};

const request: GenerationRequest = { ...aGeneration().request, count: 1 };

export const imageGeneratorContract = (suite: Suite<ImageGeneratorContext>): void => {
  const test = casesOf(suite);
  const prepare = async (
    { generator, weights: result, open }: ImageGeneratorContext,
    ordered: GenerationRequest = request,
  ): Promise<() => Promise<RunHandle>> => {
    const weights = await generator.prepareWeights(result, open);
    return () => generator.submit({ request: ordered, weights, webhookUrl: undefined });
  };
  const submit = async (
    context: ImageGeneratorContext,
    ordered?: GenerationRequest,
  ): Promise<RunHandle> => (await prepare(context, ordered))();
  const picturesOf = async ({ generator, provider }: ImageGeneratorContext, run: RunHandle) => {
    await provider.finish(run);
    const told = await generator.observe(run);
    if (told.state !== 'succeeded') throw new Error(`expected pictures, got ${told.state}`);
    return told.output;
  };

  providerRunCases(test, {
    prepare: (context) => prepare(context),
    observe: ({ generator }, run) => generator.observe(run),
    interpret: ({ generator }, report) => generator.interpret(report),
    cancel: ({ generator }, run) => generator.cancel(run),
  });

  test('as many pictures come as were ordered, with the seed that makes them again', async (context) => {
    const run = await submit(context, { ...request, count: 4 });
    equal(run.endpoint, context.generator.endpointOf(request.generator));
    const { seed, images } = await picturesOf(context, run);
    equal(seed, request.seed, 'seed');
    equal(images.length, 4, 'pictures');
    ok(!images.some(({ flagged }) => flagged), 'nothing is flagged');
  });

  test('pictures have the ratio that was ordered, within what the generator can', async (context) => {
    const { maxPixels, maxSide } = context.generator.capabilitiesOf(request.generator);
    await atOnce(aspectRatios.length, async (index) => {
      const aspectRatio = present(aspectRatios[index]);
      const run = await submit(context, { ...request, aspectRatio });
      const [image] = (await picturesOf(context, run)).images;
      const { width = 0, height = 0 } = present(image);
      const [across = 0, down = 1] = aspectRatio.split(':').map(Number);
      ok(Math.abs(width / height - across / down) < 0.06, `${aspectRatio}: ${width}×${height}`);
      ok(width * height <= maxPixels && Math.max(width, height) <= maxSide, 'it is not too large');
    });
  });

  test('weights that the provider has are not handed over again', async (context) => {
    const { generator, weights } = context;
    const open = async (): Promise<ByteStream> => {
      throw new Error('nobody needed our copy');
    };
    const prepared = await generator.prepareWeights(weights, open);
    deepEqual(prepared, { type: 'lora', url: weights.providerUrl });
  });

  test('weights that the provider lost are handed over again, and work', async (context) => {
    const { generator, weights, open } = context;
    context.loseWeights();
    const prepared = await generator.prepareWeights(weights, open);
    if (prepared.type !== 'lora') throw new Error('expected weights');
    ok(prepared.url !== weights.providerUrl, 'the address is a new one');
    equal((await picturesOf(context, await submit(context))).images.length, request.count);
  });

  test('a finetune is prepared as it is', async ({ generator, open }) => {
    const finetune = { type: 'finetune', finetuneId: 'f-1' } as const;
    deepEqual(await generator.prepareWeights(finetune, open), finetune);
  });

  test('every generator says where it is, what it is for and what it can do', async ({
    generator,
  }) => {
    const profiles = generator.profiles();
    deepEqual(profiles.map(({ name }) => name).toSorted(), generatorNames.toSorted());
    for (const { name, endpoint, tasks, capabilities } of profiles) {
      const { maxCount, maxPixels, maxSide, ratios, imageInput } = capabilities;
      ok(endpoint !== '' && endpoint === generator.endpointOf(name), `${name} has an endpoint`);
      deepEqual(generator.capabilitiesOf(name), capabilities);
      ok(maxCount >= 1 && maxPixels >= 512 * 512 && maxSide >= 512, `${name} makes pictures`);
      ok(tasks.length > 0 && ratios.length > 0, `${name} does something`);
      const beginsWithPicture = tasks.some((task) => task !== 'draw');
      ok(!beginsWithPicture || imageInput !== 'none', `${name} takes the picture it needs`);
    }
  });

  test('a name that is not in the registry is refused', async ({ generator }) => {
    const asked = async (ask: () => unknown) => ask();
    await rejects(
      asked(() => generator.endpointOf('of-yesterday')),
      'provider.rejected',
    );
    await rejects(
      asked(() => generator.capabilitiesOf('of-yesterday')),
      'provider.rejected',
    );
  });

  const made = async (context: ImageGeneratorContext, task: GeneratorTask, count: number) => {
    const { generator, picture } = context;
    const { length: bytes } = picture;
    const profile = present(chooseGenerator(generator.profiles(), { task, base: 'none' }));
    const imageUrl =
      task === 'draw'
        ? undefined
        : await generator.prepareImage({ contentType: 'image/jpeg', bytes }, async () =>
            streamOf(picture),
          );
    const ordered = planGeneration(profile, undefined, {
      prompt: 'a lighthouse in a storm',
      aspectRatio: '1:1',
      count,
      seed: 7,
      task,
    });
    const order = { request: ordered, imageUrl, webhookUrl: undefined };
    return picturesOf(context, await generator.submit(order));
  };

  test('pictures of nobody’s avatar need no weights', async (context) => {
    equal((await made(context, 'draw', 2)).images.length, 2);
  });

  test('a picture can begin with another one', async (context) => {
    equal((await made(context, 'vary', 1)).images.length, 1);
  });

  test('a picture is enlarged alone', async (context) => {
    const { images } = await made(context, 'enlarge', 1);
    deepEqual(
      images.map(({ flagged }) => flagged),
      [false],
    );
  });
};

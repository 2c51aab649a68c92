import {
  PortError,
  sizeFor,
  type GeneratorName,
  type GeneratorProfile,
  type ImageGenerator,
} from '@aisha/core';
import { costOfImages } from './fal-prices.ts';
import { interpretRun, observeRun } from './fal-runs.ts';
import { uploadStream } from './fal-uploads.ts';
import { falWeights, type FalWeightsOptions } from './fal-weights.ts';
import type { FalGenerator } from './generators/define-generator.ts';
import { falGenerators, type FalGenerators } from './generators/generators.ts';
import { parseImagesOutput } from './generators/images-output.ts';

export type FalImageGeneratorOptions = FalWeightsOptions & {
  /** The registry; ours, where it is left out. */
  readonly generators?: FalGenerators;
  /** Largest picture a generator makes, where it is not to be the generator's own default. */
  readonly maxPixels?: Readonly<Partial<Record<GeneratorName, number>>>;
  /** fal gives an order up that has not begun by then, so that nobody pays for a late one. */
  readonly startWithinSeconds?: number;
};

const reading = { parseOutput: parseImagesOutput };

type Registered = { readonly profile: GeneratorProfile; readonly model: FalGenerator };

/** Makes pictures at fal, which keeps them for a day. */
export const falImageGenerator = ({
  generators = falGenerators,
  maxPixels = {},
  startWithinSeconds = 240,
  ...weightsOptions
}: FalImageGeneratorOptions): ImageGenerator => {
  const { client } = weightsOptions;
  const urlOfWeights = falWeights(weightsOptions);
  const registry = registryOf(generators, maxPixels);
  const profiles = [...registry.values()].map(({ profile }) => profile);

  const registered = (name: GeneratorName): Registered => {
    const found = registry.get(name);
    if (found) return found;
    throw new PortError('provider.rejected', 'no such generator', { retryable: false });
  };

  return {
    profiles: () => profiles,
    endpointOf: (name) => registered(name).profile.endpoint,
    capabilitiesOf: (name) => registered(name).profile.capabilities,
    expectedMicroUsd: ({ generator, aspectRatio, count }) => {
      const { model, profile } = registered(generator);
      const size = sizeFor(aspectRatio, profile.capabilities);
      return costOfImages(model.price, { size, count });
    },

    prepareWeights: async (result, open) =>
      result.type === 'finetune' ? result : { type: 'lora', url: await urlOfWeights(result, open) },

    prepareImage: async ({ contentType, bytes: maxBytes }, open) =>
      uploadStream(client, await open(), { name: 'picture', contentType, maxBytes, kept: '1d' }),

    submit: async ({ request, weights, imageUrl, webhookUrl }) => {
      const { model, profile } = registered(request.generator);
      return client.submit({
        endpoint: profile.endpoint,
        input: model.toInput(request, { weights, imageUrl }, profile.capabilities),
        webhookUrl,
        startWithinSeconds,
        filesKept: '1d',
      });
    },

    observe: (run) => observeRun(client, run, reading),
    interpret: (event) => interpretRun(event, reading),
    cancel: (run) => client.cancel(run),
  };
};

const registryOf = (
  generators: FalGenerators,
  maxPixels: Readonly<Partial<Record<GeneratorName, number>>>,
): ReadonlyMap<GeneratorName, Registered> =>
  new Map(
    Object.entries(generators).map(([name, model]) => {
      const { endpoint, tasks, base, preset, credits } = model;
      const most = maxPixels[name] ?? model.capabilities.maxPixels;
      const capabilities = { ...model.capabilities, maxPixels: most };
      return [
        name,
        { model, profile: { name, endpoint, tasks, base, preset, credits, capabilities } },
      ] as const;
    }),
  );

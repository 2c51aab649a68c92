import {
  sizeFor,
  type GeneratorCapabilities,
  type GeneratorName,
  type ImageGenerator,
} from '@aisha/core';
import { costOfImages } from './fal-prices.ts';
import { interpretRun, observeRun } from './fal-runs.ts';
import { falWeights, type FalWeightsOptions } from './fal-weights.ts';
import { falGenerators } from './generators/generators.ts';
import { parseImagesOutput } from './generators/images-output.ts';

export type FalImageGeneratorOptions = FalWeightsOptions & {
  /** Largest picture a generator makes, where it is not to be the generator's own default. */
  readonly maxPixels?: Partial<Record<GeneratorName, number>>;
  /** fal gives an order up that has not begun by then, so that nobody pays for a late one. */
  readonly startWithinSeconds?: number;
};

const reading = { parseOutput: parseImagesOutput };

/** Makes pictures at fal, which keeps them for a day. */
export const falImageGenerator = ({
  maxPixels = {},
  startWithinSeconds = 240,
  ...weightsOptions
}: FalImageGeneratorOptions): ImageGenerator => {
  const { client } = weightsOptions;
  const urlOfWeights = falWeights(weightsOptions);

  const capabilitiesOf = (name: GeneratorName): GeneratorCapabilities => {
    const { capabilities } = falGenerators[name];
    return { ...capabilities, maxPixels: maxPixels[name] ?? capabilities.maxPixels };
  };

  return {
    endpointOf: (name) => falGenerators[name].endpoint,
    capabilitiesOf,
    expectedMicroUsd: ({ generator, aspectRatio, count }) =>
      costOfImages(falGenerators[generator].price, {
        size: sizeFor(aspectRatio, capabilitiesOf(generator)),
        count,
      }),

    prepareWeights: async (result, open) =>
      result.type === 'finetune' ? result : { type: 'lora', url: await urlOfWeights(result, open) },

    submit: ({ request, weights, webhookUrl }) => {
      const generator = falGenerators[request.generator];
      return client.submit({
        endpoint: generator.endpoint,
        input: generator.toInput(request, weights, capabilitiesOf(request.generator)),
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

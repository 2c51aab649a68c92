import type { ProviderRequestId } from '../../shared/ids.ts';
import { aspectRatios, sizeFor } from '../../domain/generation/aspect-ratio.ts';
import type { GenerationOutput } from '../../domain/generation/generation.ts';
import {
  generatorNames,
  type GeneratorCapabilities,
  type GeneratorName,
  type GeneratorProfile,
} from '../../domain/generation/generator.ts';
import { PortError } from '../../shared/port-error.ts';
import type { ImageGenerator } from '../../ports/image-generator.ts';
import { collect } from '../streams.ts';
import { providerModel, type FakeProvider } from './provider-model.ts';

export type GeneratorOrder = Parameters<ImageGenerator['submit']>[0];

export type FakeGenerator = ImageGenerator &
  FakeProvider<GeneratorOrder, GenerationOutput> & {
    /** The provider's copies of weights are gone: ours are handed over again, each once more counted here. */
    expireWeights(): void;
    /** Weights handed over again, by the address they got. */
    readonly uploads: ReadonlyMap<string, Uint8Array>;
  };

const capabilities: GeneratorCapabilities = {
  maxPixels: 1024 * 1024,
  maxSide: 1536,
  maxCount: 4,
  seed: true,
  ratios: aspectRatios,
  negativePrompt: false,
  imageInput: 'optional',
};

type Task = Pick<GeneratorProfile, 'tasks' | 'base'>;
const tasks: Readonly<Record<(typeof generatorNames)[number], Task>> = {
  'flux-lora': { tasks: ['draw'], base: 'flux-1' },
  'flux-lora-image': { tasks: ['vary'], base: 'flux-1' },
  'flux-2-lora': { tasks: ['draw'], base: 'flux-2' },
  'flux-pro-ultra-finetuned': { tasks: ['draw', 'vary'], base: 'flux-pro' },
  'flux-pro-ultra': { tasks: ['draw', 'vary'], base: 'none' },
  'seedvr-upscaler': { tasks: ['enlarge'], base: 'none' },
};

const ownProfiles: readonly GeneratorProfile[] = generatorNames.map((name) => ({
  name,
  endpoint: `fake/${name}`,
  ...tasks[name],
  capabilities: {
    ...capabilities,
    ...(name === 'seedvr-upscaler' && { maxCount: 1, maxSide: 4096 }),
  },
  preset: { strength: 1, ...(name === 'seedvr-upscaler' && { enlargement: 2 }) },
  credits: 9,
}));

const profileOf = (
  profiles: readonly GeneratorProfile[],
  name: GeneratorName,
): GeneratorProfile => {
  const profile = profiles.find((each) => each.name === name);
  if (!profile) throw new PortError('provider.rejected', name, { retryable: false });
  return profile;
};

/** A generator whose runs move when a test says so. Pictures lie at `https://results.fake.test/<request>/…`. */
export const fakeGenerator = (
  profiles: readonly GeneratorProfile[] = ownProfiles,
): FakeGenerator => {
  const provider = providerModel('generation-run', outputOf);
  const uploads = new Map<string, Uint8Array>();
  let expired = false;
  return {
    ...provider.controls,
    uploads,
    expireWeights: () => void (expired = true),
    profiles: () => profiles,
    endpointOf: (name) => profileOf(profiles, name).endpoint,
    capabilitiesOf: (name) => profileOf(profiles, name).capabilities,
    expectedMicroUsd: ({ count }) => count * 35_000,
    prepareWeights: async (result, open) => {
      provider.reach();
      if (result.type === 'finetune') return result;
      if (!expired) return { type: 'lora', url: result.providerUrl };
      const url = `https://uploads.fake.test/lora-${uploads.size + 1}.safetensors`;
      uploads.set(url, await collect(await open()));
      return { type: 'lora', url };
    },
    prepareImage: async (_image, open) => {
      provider.reach();
      const url = `https://uploads.fake.test/image-${uploads.size + 1}`;
      uploads.set(url, await collect(await open()));
      return url;
    },
    submit: async (order) => {
      provider.reach();
      return provider.submit(order, `fake/${order.request.generator}`);
    },
    observe: async ({ requestId }) => {
      provider.reach();
      return provider.observe(requestId);
    },
    interpret: (event) => provider.interpret(event),
    cancel: async ({ requestId }) => {
      provider.reach();
      return provider.cancel(requestId);
    },
  };
};

const outputOf = ({ request }: GeneratorOrder, requestId: ProviderRequestId): GenerationOutput => ({
  seed: request.seed,
  images: Array.from({ length: request.count }, (_, index) => ({
    url: `https://results.fake.test/${requestId}/${index}.png`,
    ...sizeFor(request.aspectRatio, capabilities),
    flagged: false,
  })),
});

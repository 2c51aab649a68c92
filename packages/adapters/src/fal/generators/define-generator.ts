import type {
  GenerationRequest,
  GeneratorCapabilities,
  GeneratorMaterials,
  GeneratorProfile,
  GeneratorWeights,
} from '@aisha/core';
import type { GeneratorPrice } from '../fal-prices.ts';

type WeightsType = GeneratorWeights['type'];
type WeightsOf<Type extends WeightsType> = Extract<GeneratorWeights, { type: Type }>;

/** A profile without the name, which is its key in the registry. */
type Profile = Omit<GeneratorProfile, 'name'>;

type Order = {
  readonly request: GenerationRequest;
  /** Where the provider can read the picture to begin with; there where the generator requires one. */
  readonly imageUrl: string | undefined;
  readonly capabilities: GeneratorCapabilities;
};

type GeneratorSpec<Type extends WeightsType | 'none'> = Profile & {
  readonly price: GeneratorPrice;
  /** The kind of weights it is given. */
  readonly weights: Type;
  /** The input as the endpoint documents it. */
  toInput(
    order: Order & { readonly weights: Type extends WeightsType ? WeightsOf<Type> : undefined },
  ): Readonly<Record<string, unknown>>;
};

/** One of fal's picture models, told in our words. Given what it cannot take it throws. */
export type FalGenerator = Profile & {
  readonly price: GeneratorPrice;
  toInput(
    request: GenerationRequest,
    materials: GeneratorMaterials,
    capabilities: GeneratorCapabilities,
  ): Readonly<Record<string, unknown>>;
};

export const defineGenerator = <const Type extends WeightsType | 'none'>(
  spec: GeneratorSpec<Type>,
): FalGenerator => ({
  ...spec,
  toInput: (request, { weights, imageUrl }, capabilities) => {
    if (!isOf(spec.weights, weights)) {
      throw new Error(`${spec.endpoint} cannot take ${weights?.type ?? 'no'} weights`);
    }
    if (imageUrl === undefined && spec.capabilities.imageInput === 'required') {
      throw new Error(`${spec.endpoint} begins with a picture`);
    }
    return spec.toInput({ request, weights, imageUrl, capabilities });
  },
});

const isOf = <Type extends WeightsType | 'none'>(
  type: Type,
  weights: GeneratorWeights | undefined,
): weights is Type extends WeightsType ? WeightsOf<Type> : undefined =>
  (weights?.type ?? 'none') === type;

/** Sent only where the request says; the endpoint's own default stands otherwise. */
export const samplingOf = (request: GenerationRequest): Readonly<Record<string, number>> => ({
  ...(request.guidanceScale !== undefined && { guidance_scale: request.guidanceScale }),
  ...(request.inferenceSteps !== undefined && { num_inference_steps: request.inferenceSteps }),
});

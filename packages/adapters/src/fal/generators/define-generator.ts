import type {
  BaseFamily,
  GenerationRequest,
  GeneratorCapabilities,
  GeneratorWeights,
} from '@aisha/core';
import type { GeneratorPrice } from '../fal-prices.ts';

type WeightsType = GeneratorWeights['type'];
type WeightsOf<Type extends WeightsType> = Extract<GeneratorWeights, { type: Type }>;

type GeneratorSpec<Type extends WeightsType> = {
  readonly endpoint: string;
  readonly baseFamily: BaseFamily;
  readonly price: GeneratorPrice;
  /** The kind of weights it can be given. */
  readonly weights: Type;
  readonly capabilities: GeneratorCapabilities;
  /** The input as the endpoint documents it. */
  toInput(order: {
    readonly request: GenerationRequest;
    readonly weights: WeightsOf<Type>;
    readonly capabilities: GeneratorCapabilities;
  }): Readonly<Record<string, unknown>>;
};

/** One of fal's picture models, told in our words. Given weights of the wrong kind it throws. */
export type FalGenerator = {
  readonly endpoint: string;
  readonly baseFamily: BaseFamily;
  readonly price: GeneratorPrice;
  readonly capabilities: GeneratorCapabilities;
  toInput(
    request: GenerationRequest,
    weights: GeneratorWeights,
    capabilities: GeneratorCapabilities,
  ): Readonly<Record<string, unknown>>;
};

export const defineGenerator = <const Type extends WeightsType>(
  spec: GeneratorSpec<Type>,
): FalGenerator => ({
  endpoint: spec.endpoint,
  baseFamily: spec.baseFamily,
  price: spec.price,
  capabilities: spec.capabilities,
  toInput: (request, weights, capabilities) => {
    if (!isOf(spec.weights, weights)) {
      throw new Error(`${spec.endpoint} cannot take ${weights.type} weights`);
    }
    return spec.toInput({ request, weights, capabilities });
  },
});

const isOf = <Type extends WeightsType>(
  type: Type,
  weights: GeneratorWeights,
): weights is WeightsOf<Type> => weights.type === type;

/** Sent only where the request says; the endpoint's own default stands otherwise. */
export const samplingOf = (request: GenerationRequest): Readonly<Record<string, number>> => ({
  ...(request.guidanceScale !== undefined && { guidance_scale: request.guidanceScale }),
  ...(request.inferenceSteps !== undefined && { num_inference_steps: request.inferenceSteps }),
});

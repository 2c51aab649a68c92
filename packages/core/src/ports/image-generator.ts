import type { GenerationOutput, GenerationRequest } from '../domain/generation/generation.ts';
import type {
  GeneratorCapabilities,
  GeneratorName,
  GeneratorProfile,
} from '../domain/generation/generator.ts';
import type { Image } from '../domain/image/image.ts';
import type { RunObservation } from '../domain/run/run.ts';
import type { TrainingResult } from '../domain/training/training.ts';
import type { ByteStream } from '../shared/bytes.ts';
import type { CancelAnswer, RunHandle } from './avatar-trainer.ts';

/** Where a picture's weights come from: an address the provider can read, or its own id of them. */
export type GeneratorWeights =
  | { readonly type: 'lora'; readonly url: string }
  | { readonly type: 'finetune'; readonly finetuneId: string };

/** What an order needs besides its words, as far as its generator does. */
export type GeneratorMaterials = {
  readonly weights?: GeneratorWeights | undefined;
  /** The picture that it begins with, where the provider can read it. */
  readonly imageUrl?: string | undefined;
};

/** Makes pictures at a provider. Submitting and errors as with `AvatarTrainer`. */
export type ImageGenerator = {
  /** All of the registry, the preferred ones first. */
  profiles(): readonly GeneratorProfile[];
  /** Throws `provider.rejected` for a name that the registry does not hold, as all that is asked by name or request. */
  endpointOf(generator: GeneratorName): string;
  capabilitiesOf(generator: GeneratorName): GeneratorCapabilities;
  /** As with `AvatarTrainer`, for all the pictures of an order. */
  expectedMicroUsd(request: GenerationRequest): number;
  /**
   * Weights as the generator wants them. The provider's own copy is used while it is there; else
   * ours is handed over again through `open`.
   */
  prepareWeights(
    result: TrainingResult,
    open: () => Promise<ByteStream>,
  ): Promise<GeneratorWeights>;
  /** Hands a picture over and answers where the provider can read it, for some hours at least. */
  prepareImage(
    image: Pick<Image, 'contentType' | 'bytes'>,
    open: () => Promise<ByteStream>,
  ): Promise<string>;
  submit(
    order: GeneratorMaterials & {
      readonly request: GenerationRequest;
      readonly webhookUrl: string | undefined;
    },
  ): Promise<RunHandle>;
  observe(run: RunHandle): Promise<RunObservation<GenerationOutput>>;
  /** As with `AvatarTrainer`. */
  interpret(event: {
    readonly outcome: 'succeeded' | 'failed';
    readonly payload: unknown;
  }): RunObservation<GenerationOutput>;
  cancel(run: RunHandle): Promise<CancelAnswer>;
};

import type {
  GenerationOutput,
  GenerationRequest,
  GeneratorName,
} from '../domain/generation/generation.ts';
import type { RunObservation } from '../domain/run/run.ts';
import type { TrainingResult } from '../domain/training/training.ts';
import type { ByteStream } from '../shared/bytes.ts';
import type { CancelAnswer, RunHandle } from './avatar-trainer.ts';

/** What a generator can do; the screens follow it. */
export type GeneratorCapabilities = {
  readonly maxPixels: number;
  readonly maxSide: number;
  readonly maxCount: number;
  readonly seed: boolean;
};

/** Where a picture's weights come from: an address the provider can read, or its own id of them. */
export type GeneratorWeights =
  | { readonly type: 'lora'; readonly url: string }
  | { readonly type: 'finetune'; readonly finetuneId: string };

/** Makes pictures at a provider. Submitting and errors as with `AvatarTrainer`. */
export type ImageGenerator = {
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
  submit(order: {
    readonly request: GenerationRequest;
    readonly weights: GeneratorWeights;
    readonly webhookUrl: string | undefined;
  }): Promise<RunHandle>;
  observe(run: RunHandle): Promise<RunObservation<GenerationOutput>>;
  /** As with `AvatarTrainer`. */
  interpret(event: {
    readonly outcome: 'succeeded' | 'failed';
    readonly payload: unknown;
  }): RunObservation<GenerationOutput>;
  cancel(run: RunHandle): Promise<CancelAnswer>;
};

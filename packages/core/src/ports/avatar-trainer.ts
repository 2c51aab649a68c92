import type { ByteStream } from '../shared/bytes.ts';
import type { ProviderRequestId } from '../shared/ids.ts';
import type { TrainerName, TrainingRecipe } from '../domain/training/recipe.ts';
import type { TrainerProfile } from '../domain/training/trainer.ts';
import type { TrainingOutput } from '../domain/training/training.ts';
import type { RunObservation } from '../domain/run/run.ts';

export type RunHandle = { readonly endpoint: string; readonly requestId: ProviderRequestId };

export type CancelAnswer = 'requested' | 'already-completed' | 'not-found';

/**
 * Trains avatars at a provider.
 *
 * `submit` is paid and sent at most once a call: it never repeats itself. Its errors say what is
 * known: `provider.outcome-unknown` means that it may have been accepted; every other error means
 * that it was not.
 * Errors of all calls: `provider.rate-limited`, `provider.unavailable` (retryable),
 * `provider.balance-exhausted` (retryable: operators must pay, no person is to blame),
 * `provider.unauthorized`, `provider.rejected` (as an `OrderRefused` where `submit` was told why),
 * `provider.invalid-answer`.
 */
export type AvatarTrainer = {
  /** All of the registry, the preferred ones first. */
  profiles(): readonly TrainerProfile[];
  /**
   * The endpoint a recipe goes to, written down before it is used. Throws `provider.rejected` for a
   * name that the registry does not hold, as all that is asked by name or recipe.
   */
  endpointOf(trainer: TrainerName): string;
  /** What a training costs us at the provider by its price list, in whole millionths of a US dollar. Asks nobody. */
  expectedMicroUsd(recipe: TrainingRecipe): number;
  /**
   * Hands over the archive; answers the address that `submit` takes. Free, and safe to repeat.
   * More than `maxBytes` is refused with `storage.too-large`.
   */
  uploadArchive(archive: ByteStream, options: { maxBytes: number }): Promise<string>;
  submit(order: {
    readonly recipe: TrainingRecipe;
    readonly archiveUrl: string;
    /** Where the provider reports the end; undefined where nobody could reach us. */
    readonly webhookUrl: string | undefined;
  }): Promise<RunHandle>;
  /** Asks how a run stands, its result included once it has ended. */
  observe(run: RunHandle, recipe: TrainingRecipe): Promise<RunObservation<TrainingOutput>>;
  /** Understands a payload that the provider sent us: `unknown` where it does not tell and asking does. */
  interpret(event: {
    readonly outcome: 'succeeded' | 'failed';
    readonly payload: unknown;
    readonly recipe: TrainingRecipe;
  }): RunObservation<TrainingOutput>;
  cancel(run: RunHandle): Promise<CancelAnswer>;
};

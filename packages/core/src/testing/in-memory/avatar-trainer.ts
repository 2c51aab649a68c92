import type { ProviderRequestId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import { ownTrainers } from '../../domain/training/own-trainers.ts';
import { trainerNamed, type TrainerProfile } from '../../domain/training/trainer.ts';
import type { TrainingOutput } from '../../domain/training/training.ts';
import type { AvatarTrainer } from '../../ports/avatar-trainer.ts';
import { collectUpTo } from '../streams.ts';
import { providerModel, type FakeProvider } from './provider-model.ts';

export type TrainerOrder = Parameters<AvatarTrainer['submit']>[0];

export type FakeTrainer = AvatarTrainer &
  FakeProvider<TrainerOrder, TrainingOutput> & {
    /** Archives that were handed over, by the address they got. */
    readonly archives: ReadonlyMap<string, Uint8Array>;
  };

/** A trainer whose runs move when a test says so. Weights lie at `https://results.fake.test/<request>/…`. */
export const fakeTrainer = (
  profiles: readonly TrainerProfile[] = Object.values(ownTrainers),
): FakeTrainer => {
  const provider = providerModel('training-run', outputOf);
  const archives = new Map<string, Uint8Array>();
  const endpointOf = (name: string): string => `fake/${trainerNamed(profiles, name).name}-trainer`;
  return {
    ...provider.controls,
    archives,
    profiles: () => profiles,
    endpointOf,
    expectedMicroUsd: () => 2_400_000,
    uploadArchive: async (archive, { maxBytes }) => {
      provider.reach();
      const content = await collectUpTo(archive, maxBytes);
      if (!content) {
        throw new PortError('storage.too-large', 'upload an archive', { retryable: false });
      }
      const url = `https://uploads.fake.test/archive-${archives.size + 1}.zip`;
      archives.set(url, content);
      return url;
    },
    submit: async (order) => {
      provider.reach();
      return provider.submit(order, endpointOf(order.recipe.trainer));
    },
    observe: async ({ requestId }) => {
      provider.reach();
      return provider.observe(requestId);
    },
    interpret: (event) =>
      event.outcome === 'succeeded' && !isOutput(event.payload)
        ? { state: 'unknown' }
        : provider.interpret(event),
    cancel: async ({ requestId }) => {
      provider.reach();
      return provider.cancel(requestId);
    },
  };
};

const isOutput = (payload: unknown): boolean =>
  typeof payload === 'object' && payload !== null && 'type' in payload;

const outputOf = ({ recipe }: TrainerOrder, requestId: ProviderRequestId): TrainingOutput =>
  recipe.trainer === 'flux-pro-finetune'
    ? { type: 'finetune', finetuneId: `finetune-of-${requestId}` }
    : {
        type: 'lora',
        loraUrl: `https://results.fake.test/${requestId}/lora.safetensors`,
        configUrl: `https://results.fake.test/${requestId}/config.json`,
      };

import type { GenerationId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import type { Training } from '../../domain/training/training.ts';
import type { GeneratorWeights } from '../../ports/image-generator.ts';
import type { Ports } from '../../ports/ports.ts';
import { clearGeneration } from '../../steps/clear-generation.ts';
import { endGeneration } from '../../steps/end-generation.ts';
import { moveGeneration } from '../../steps/generation-owner.ts';
import { showProgressNow } from '../../steps/show-progress-of.ts';
import { submitRun } from '../../steps/submit-run.ts';

type Needs = Pick<
  Ports,
  | 'unitOfWork'
  | 'generator'
  | 'promptWriter'
  | 'moderator'
  | 'blobs'
  | 'webhookAddresses'
  | 'clock'
  | 'ids'
  | 'policy'
  | 'logger'
>;

/** Hands an order that harms nobody to the provider, once however often it is asked to. */
export const submitGeneration =
  (ports: Needs) =>
  async ({ generationId }: { generationId: GenerationId }): Promise<void> => {
    const { unitOfWork, generator, clock } = ports;
    const ordered = await unitOfWork.read(({ generations }) => generations.find(generationId));
    if (ordered?.status !== 'reserved' && ordered?.status !== 'submitting') return;
    const generation = await clearGeneration(ports, ordered);
    if (!generation) return;
    const { request, trainingId, userId } = generation;
    let training: Training | undefined;
    await submitRun(ports, {
      subject: { type: 'generation', id: generationId },
      userId,
      endpoint: generator.endpointOf(request.generator),
      expectedMicroUsd: generator.expectedMicroUsd(request),
      job: { name: 'generation.submit', data: { generationId } },
      look: async ({ trainings }) => {
        training = await trainings.findOwned(trainingId, userId);
      },
      prepare: () => prepareWeights(ports, training),
      send: (weights, webhookUrl) => generator.submit({ request, weights, webhookUrl }),
      started: async (tx) =>
        (await moveGeneration(tx, generation, { type: 'submission.started' }, clock.now())) !==
        undefined,
      accepted: async (tx) => {
        const moved = await moveGeneration(tx, generation, { type: 'run.accepted' }, clock.now());
        if (moved) await showProgressNow(tx, { type: 'generation', id: generationId });
        return moved !== undefined;
      },
      failed: async (tx, failure) => {
        await endGeneration(tx, generation, { type: 'run.failed', failure }, clock.now());
      },
    });
  };

const prepareWeights = async (
  { generator, blobs }: Needs,
  training: Training | undefined,
): Promise<GeneratorWeights> => {
  const result = training?.result;
  if (!result) {
    throw new PortError('provider.rejected', 'the version has no weights', { retryable: false });
  }
  return generator.prepareWeights(result, () => {
    if (result.type !== 'lora') throw new Error('a finetune has no weights of ours');
    return blobs.open(result.blobKey);
  });
};

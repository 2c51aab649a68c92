import type { GenerationId } from '../../shared/ids.ts';
import type { Ports } from '../../ports/ports.ts';
import { clearGeneration } from '../../steps/clear-generation.ts';
import { endGeneration } from '../../steps/end-generation.ts';
import {
  findMaterials,
  handOverMaterials,
  type FoundMaterials,
} from '../../steps/hand-over-materials.ts';
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
    const { request, userId } = generation;
    let found: FoundMaterials = { training: undefined, image: undefined };
    await submitRun(ports, {
      subject: { type: 'generation', id: generationId },
      userId,
      endpoint: generator.endpointOf(request.generator),
      expectedMicroUsd: generator.expectedMicroUsd(request),
      job: { name: 'generation.submit', data: { generationId } },
      look: async (reads) => {
        found = await findMaterials(reads, generation);
      },
      prepare: () => handOverMaterials(ports, generation, found),
      send: (materials, webhookUrl) => generator.submit({ ...materials, request, webhookUrl }),
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

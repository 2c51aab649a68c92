import type { GenerationId } from '../../shared/ids.ts';
import type { Ports } from '../../ports/ports.ts';
import { clearGeneration } from '../../steps/clear-generation.ts';
import { endGeneration } from '../../steps/end-generation.ts';
import { noteProviderRefusal } from '../../steps/note-provider-verdict.ts';
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
    const subject = { type: 'generation', id: generationId } as const;
    let found: FoundMaterials = { training: undefined, image: undefined };
    await submitRun(ports, {
      subject,
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
        if (moved) await showProgressNow(tx, subject);
        return moved !== undefined;
      },
      failed: async (tx, failure) => {
        const now = clock.now();
        const ended = await endGeneration(tx, generation, { type: 'run.failed', failure }, now);
        if (ended) await noteProviderRefusal(tx, { subject, userId }, failure, now);
      },
    });
  };

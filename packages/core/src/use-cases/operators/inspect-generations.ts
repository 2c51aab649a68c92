import type { GenerationId } from '../../shared/ids.ts';
import { together } from '../../shared/together.ts';
import { explainWork, type WorkExplanation } from '../../domain/operator/explain-work.ts';
import type { Ports } from '../../ports/ports.ts';
import type {
  GenerationDossier,
  GenerationFilter,
  GenerationListing,
} from '../../ports/work-directory.ts';
import { circumstancesOf } from '../../steps/circumstances-of.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'workDirectory' | 'clock' | 'policy'>;

export type InspectedGeneration = GenerationDossier & WorkExplanation;

/** Shows operators everybody's orders of pictures, how they came to be as they are, and what to do. Changes nothing. */
export const inspectGenerations = (ports: Needs) => ({
  list: (filter: GenerationFilter): Promise<readonly GenerationListing[]> =>
    ports.workDirectory.listGenerations(filter),
  show: async (id: GenerationId): Promise<InspectedGeneration | undefined> => {
    const [found, circumstances] = await together([
      ports.workDirectory.findGeneration(id),
      circumstancesOf(ports, `generation ${id}`),
    ]);
    if (!found) return undefined;
    const { generation: work, runs, webhooks } = found;
    const facts = { type: 'generation', work, runs, webhooks, ...circumstances } as const;
    const { lostReplyGraceMs } = ports.policy;
    return { ...found, ...explainWork(facts, { now: ports.clock.now(), lostReplyGraceMs }) };
  },
});

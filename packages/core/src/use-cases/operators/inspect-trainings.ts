import type { TrainingId } from '../../shared/ids.ts';
import { together } from '../../shared/together.ts';
import { explainWork, type WorkExplanation } from '../../domain/operator/explain-work.ts';
import type { Ports } from '../../ports/ports.ts';
import type {
  TrainingDossier,
  TrainingFilter,
  TrainingListing,
} from '../../ports/work-directory.ts';
import { circumstancesOf } from '../../steps/circumstances-of.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'workDirectory' | 'clock' | 'policy'>;

export type InspectedTraining = TrainingDossier & WorkExplanation;

/** Shows operators everybody's trainings, how they came to be as they are, and what to do. Changes nothing. */
export const inspectTrainings = (ports: Needs) => ({
  list: (filter: TrainingFilter): Promise<readonly TrainingListing[]> =>
    ports.workDirectory.listTrainings(filter),
  show: async (id: TrainingId): Promise<InspectedTraining | undefined> => {
    const [found, circumstances] = await together([
      ports.workDirectory.findTraining(id),
      circumstancesOf(ports, `training ${id}`),
    ]);
    if (!found) return undefined;
    const { training: work, runs, webhooks } = found;
    const facts = { type: 'training', work, runs, webhooks, ...circumstances } as const;
    const { lostReplyGraceMs } = ports.policy;
    return { ...found, ...explainWork(facts, { now: ports.clock.now(), lostReplyGraceMs }) };
  },
});

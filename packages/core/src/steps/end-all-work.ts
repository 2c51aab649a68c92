import type { UserId } from '../shared/ids.ts';
import type { Ports } from '../ports/ports.ts';
import { endGeneration } from './end-generation.ts';
import { endTraining } from './end-training.ts';

const atOnce = 50;

/** Ends everything of a person's that goes on, each with its credits back. What was about to be kept is not. */
export const endAllWork = async (
  { unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>,
  userId: UserId,
): Promise<void> => {
  for (;;) {
    const { trainings, generations } = await unitOfWork.read(({ accounts }) =>
      accounts.listUnfinished(userId, atOnce),
    );
    if (trainings.length + generations.length === 0) return;
    for (const training of trainings) {
      const type = training.status === 'finishing' ? 'deadline.passed' : 'cancelled';
      await unitOfWork.run((tx) => endTraining(tx, training, { type }, clock.now()));
    }
    for (const generation of generations) {
      const type = generation.status === 'finishing' ? 'deadline.passed' : 'cancelled';
      await unitOfWork.run((tx) => endGeneration(tx, generation, { type }, clock.now()));
    }
  }
};

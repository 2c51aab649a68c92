import type { TrainingId } from '../../shared/ids.ts';
import type { PortErrorCode } from '../../shared/port-error.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { together } from '../../shared/together.ts';
import type { By } from '../../domain/audit/audit.ts';
import type { RefreshTrainingRefusal } from '../../domain/operator/support-refusals.ts';
import { isWatched } from '../../domain/run/run.ts';
import type { Training } from '../../domain/training/training.ts';
import { isTrainingFinal } from '../../domain/training/training-machine.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { askAboutRun } from '../../steps/ask-about-run.ts';
import { noteChange } from '../../steps/note-change.ts';

type Needs = Pick<
  Ports,
  'unitOfWork' | 'trainer' | 'generator' | 'clock' | 'ids' | 'policy' | 'logger'
>;

export type RefreshedTraining = {
  /** As it is now. */
  readonly training: Training;
  /** How many runs the provider was asked about. */
  readonly asked: number;
  /** Why it did not answer, where it did not. */
  readonly unanswered: readonly PortErrorCode[];
};

/** Asks the provider now instead of when it is due, and sets going what waits for its turn. */
export const refreshTraining =
  (ports: Needs) =>
  async ({
    trainingId,
    by,
  }: {
    readonly trainingId: TrainingId;
    readonly by: By;
  }): Promise<Result<RefreshedTraining, RefreshTrainingRefusal>> => {
    const { training, runs } = await look(ports, trainingId);
    if (!training) return refuse({ code: 'training.not-found' });
    const watched = runs.filter(isWatched);
    if (isTrainingFinal(training.status) && watched.length === 0) {
      return refuse({ code: 'training.ended' });
    }
    await ports.unitOfWork.run(async (tx) => {
      await setGoing(tx, training);
      const subject = `training ${trainingId}`;
      const details = { asked: watched.length };
      await noteChange(tx, ports, { by, action: 'trainings.refresh', subject, details });
    });
    const unanswered: PortErrorCode[] = [];
    for (const run of watched) {
      const failure = await askAboutRun(ports, run);
      if (failure) unanswered.push(failure);
    }
    const now = await look(ports, trainingId);
    return ok({ training: now.training ?? training, asked: watched.length, unanswered });
  };

const look = ({ unitOfWork }: Needs, id: TrainingId) =>
  unitOfWork.read(async ({ trainings, runs }) => {
    const [training, tries] = await together([
      trainings.find(id),
      runs.listOf({ type: 'training', id }),
    ]);
    return { training, runs: tries };
  });

/** Both are safe to do once more than needed: who comes second changes nothing. */
const setGoing = async ({ jobs }: Transaction, { id, status }: Training): Promise<void> => {
  const data = { trainingId: id };
  if (status === 'reserved' || status === 'submitting') {
    await jobs.enqueue({ name: 'training.submit', data });
  }
  if (status === 'finishing') await jobs.enqueue({ name: 'training.collect', data });
};

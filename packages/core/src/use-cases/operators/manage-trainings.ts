import type { TrainingId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { By } from '../../domain/audit/audit.ts';
import type {
  RetryTrainingRefusal,
  TrainingEnded,
  TrainingNotFound,
} from '../../domain/operator/support-refusals.ts';
import type { RequestTrainingRefusal } from '../../domain/refusals.ts';
import type { Training } from '../../domain/training/training.ts';
import { isTrainingFinal } from '../../domain/training/training-machine.ts';
import type { Ports } from '../../ports/ports.ts';
import { endTraining } from '../../steps/end-training.ts';
import { noteChange } from '../../steps/note-change.ts';
import { orderTraining } from '../../steps/order-training.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'clock' | 'ids' | 'policy' | 'trainer'>;
type Wanted = { readonly trainingId: TrainingId; readonly by: By };
/** The price that was told, in credits: where it is more by now nothing is trained. */
type AtPrice = { readonly agreedPrice?: number | undefined };

/** What an operator does about a training; its owner could do the same, at the same price. */
export const manageTrainings = (ports: Needs) => ({
  retry: retryTraining(ports),
  fail: failTraining(ports),
});

/** Trains a failed version's avatar anew, as its owner's own request would: their credits are held for it. */
const retryTraining =
  (ports: Needs) =>
  async ({
    trainingId,
    agreedPrice,
    by,
  }: Wanted & AtPrice): Promise<Result<Training, RetryTrainingRefusal | RequestTrainingRefusal>> =>
    ports.unitOfWork.run(async (tx) => {
      const failed = await tx.trainings.find(trainingId);
      if (!failed) return refuse({ code: 'training.not-found' });
      const { status, avatarId, userId, recipe } = failed;
      if (!isTrainingFinal(status) || status === 'succeeded') {
        return refuse({ code: 'training.not-failed', status });
      }
      const latest = await tx.trainings.findLatest(avatarId, userId);
      if (latest && latest.id !== trainingId) {
        return refuse({ code: 'training.superseded', by: latest.id });
      }
      const { preset } = recipe;
      const order = { avatarId, userId, preset, agreedPrice };
      const ordered = await orderTraining(tx, ports, order);
      if (!ordered.ok) return ordered;
      const subject = `training ${trainingId}`;
      const { id, price } = ordered.value;
      const details = { next: id, price };
      await noteChange(tx, ports, { by, action: 'trainings.retry', subject, details });
      return ordered;
    });

/** Why its owner reads that the service had a problem; operators read who it was. */
const endedByHand = {
  code: 'provider.failed',
  providerType: 'ended by an operator',
  retryable: true,
} as const;

/** Ends a training that will not come to an end: the price goes back, and its owner is told. */
const failTraining =
  (ports: Needs) =>
  async ({ trainingId, by }: Wanted): Promise<Result<Training, TrainingNotFound | TrainingEnded>> =>
    ports.unitOfWork.run(async (tx) => {
      const training = await tx.trainings.find(trainingId);
      if (!training) return refuse({ code: 'training.not-found' });
      const event = { type: 'run.failed', failure: endedByHand } as const;
      const ended = await endTraining(tx, training, event, ports.clock.now());
      if (!ended) return refuse({ code: 'training.ended' });
      const subject = `training ${trainingId}`;
      const details = { was: training.status, price: training.price };
      await noteChange(tx, ports, { by, action: 'trainings.fail', subject, details });
      return ok(ended);
    });

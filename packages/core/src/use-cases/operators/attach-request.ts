import type { ProviderRequestId, TrainingId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { together } from '../../shared/together.ts';
import type { By } from '../../domain/audit/audit.ts';
import type { AttachRequestRefusal } from '../../domain/operator/support-refusals.ts';
import { nextCheckAt } from '../../domain/run/check-schedule.ts';
import type { ProviderRun } from '../../domain/run/run.ts';
import type { Training } from '../../domain/training/training.ts';
import { isTrainingFinal } from '../../domain/training/training-machine.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { noteChange } from '../../steps/note-change.ts';
import { observeRun, type Observed } from '../../steps/observe-run.ts';
import { moveTraining } from '../../steps/training-owner.ts';

type Needs = Pick<
  Ports,
  'unitOfWork' | 'trainer' | 'generator' | 'clock' | 'ids' | 'policy' | 'logger'
>;

export type AttachRequestInput = {
  readonly trainingId: TrainingId;
  /** As the provider's own pages show it. */
  readonly requestId: ProviderRequestId;
  readonly by: By;
};

type Refused = ReturnType<typeof refuse<AttachRequestRefusal>>;

/**
 * Tells a training which request at the provider is its own, where the answer to its submission was
 * lost: nothing is paid for a second time. The provider must know the request.
 */
export const attachRequest =
  (ports: Needs) =>
  async (input: AttachRequestInput): Promise<Result<Training, AttachRequestRefusal>> => {
    const { training, latest, known } = await look(ports, input);
    const refused = refusalOf({ training, latest, known });
    if (refused) return refused;
    if (!training || !latest) throw new Error('what is not refused is there');
    const handle = { endpoint: latest.endpoint, requestId: input.requestId };
    const observed = await observeRun(ports, latest, handle);
    if (!observed || observed.state === 'unknown') return refuse({ code: 'request.unknown' });
    return ports.unitOfWork.run((tx) => attach(tx, ports, { input, run: latest, observed }));
  };

const look = ({ unitOfWork }: Needs, { trainingId: id, requestId }: AttachRequestInput) =>
  unitOfWork.read(async ({ trainings, runs }) => {
    const [training, latest, known] = await together([
      trainings.find(id),
      runs.findLatest({ type: 'training', id }),
      runs.findByRequestId(requestId),
    ]);
    return { training, latest, known };
  });

type Found = Awaited<ReturnType<typeof look>>;

const refusalOf = ({ training, latest, known }: Found): Refused | undefined => {
  if (!training) return refuse({ code: 'training.not-found' });
  if (isTrainingFinal(training.status)) return refuse({ code: 'training.ended' });
  if (!latest) return refuse({ code: 'run.missing' });
  if (latest.requestId !== undefined) {
    return refuse({ code: 'run.has-request', requestId: latest.requestId });
  }
  return known && refuse({ code: 'request.of-another-run' });
};

type Attaching = {
  readonly input: AttachRequestInput;
  readonly run: ProviderRun;
  readonly observed: Observed;
};

const attach = async (
  tx: Transaction,
  ports: Needs,
  { input: { trainingId, requestId, by }, run, observed }: Attaching,
): Promise<Result<Training, AttachRequestRefusal>> => {
  const now = ports.clock.now();
  const training = await tx.trainings.find(trainingId);
  if (!training || isTrainingFinal(training.status)) return refuse({ code: 'training.ended' });
  const adopted = adoptedAs(run, requestId, now);
  // Its webhook, or another operator, was quicker.
  if (!(await tx.runs.save(adopted, [run.status]))) {
    const named = await tx.runs.find(run.id);
    return refuse({ code: 'run.has-request', requestId: named?.requestId ?? '' });
  }
  await moveTraining(tx, training, { type: 'run.accepted' }, now);
  const check = { name: 'run.check', data: { runId: run.id } } as const;
  await tx.jobs.enqueue(check, { key: run.id, startAt: adopted.nextCheckAt ?? now });
  await observed.advance(tx, adopted);
  const details = { run: run.id, request: requestId, state: observed.state };
  const subject = `training ${trainingId}`;
  await noteChange(tx, ports, { by, action: 'trainings.attach-request', subject, details });
  return ok((await tx.trainings.find(trainingId)) ?? training);
};

/** Also one that the provider was believed not to have taken: somebody has seen it there. */
const adoptedAs = (run: ProviderRun, requestId: ProviderRequestId, now: Date): ProviderRun => ({
  ...run,
  status: 'accepted',
  requestId,
  acceptedAt: now,
  cost: { ...run.cost, billing: 'open' },
  nextCheckAt: nextCheckAt('training', 0, now),
});

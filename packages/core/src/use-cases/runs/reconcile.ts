import type { By } from '../../domain/audit/audit.ts';
import type { Ports } from '../../ports/ports.ts';
import { endGeneration } from '../../steps/end-generation.ts';
import { endTraining } from '../../steps/end-training.ts';
import { noteAround } from '../../steps/note-around.ts';

export type Reconciled = {
  readonly checked: number;
  readonly expired: number;
  readonly photos: number;
};

const batch = 100;
/** A check that is this late was lost with its worker; one that is merely due has its own job. */
const lateMs = 10_000;
const unjudgedMs = 10 * 60_000;

export type ReconcileInput = {
  /** Only counts what would be done, at most a hundred of each. */
  readonly dryRun?: boolean;
  /** Left out where it is done on schedule. */
  readonly by?: By;
};

/** Finds everything overdue, however it came to be, and sets it moving or ends it. */
export const reconcile =
  (ports: Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>) =>
  async ({ dryRun = false, by }: ReconcileInput = {}): Promise<Reconciled> => {
    if (dryRun) return countOverdue(ports);
    const run = async (): Promise<Reconciled> => ({
      checked: await checkLateRuns(ports),
      expired: (await expireTrainings(ports)) + (await expireGenerations(ports)),
      photos: await refuseUnjudgedPhotos(ports),
    });
    const change = { by, action: 'reconcile', subject: 'everything' };
    return noteAround(ports, change, run, (reconciled) => reconciled);
  };

const countOverdue = ({ unitOfWork, clock }: Needs): Promise<Reconciled> => {
  const now = clock.now();
  const before = (ms: number): Date => new Date(now.getTime() - ms);
  return unitOfWork.read(async ({ runs, trainings, generations, photos }) => ({
    checked: (await runs.listDue(before(lateMs), batch)).length,
    expired:
      (await trainings.listOverdue(now, batch)).length +
      (await generations.listOverdue(now, batch)).length,
    photos: (await photos.listUnjudged(before(unjudgedMs), batch)).length,
  }));
};

type Needs = Pick<Ports, 'unitOfWork' | 'clock'>;

const checkLateRuns = ({ unitOfWork, clock }: Needs): Promise<number> =>
  unitOfWork.run(async ({ runs, jobs }) => {
    const due = await runs.listDue(new Date(clock.now().getTime() - lateMs), batch);
    for (const { id } of due) {
      await jobs.enqueue({ name: 'run.check', data: { runId: id } }, { key: id });
    }
    return due.length;
  });

const expireTrainings = async ({ unitOfWork, clock }: Needs): Promise<number> => {
  const now = clock.now();
  const overdue = await unitOfWork.read(({ trainings }) => trainings.listOverdue(now, batch));
  for (const { id } of overdue) {
    await unitOfWork.run(async (tx) => {
      const training = await tx.trainings.find(id);
      if (training) await endTraining(tx, training, { type: 'deadline.passed' }, now);
    });
  }
  return overdue.length;
};

const expireGenerations = async ({ unitOfWork, clock }: Needs): Promise<number> => {
  const now = clock.now();
  const overdue = await unitOfWork.read(({ generations }) => generations.listOverdue(now, batch));
  for (const { id } of overdue) {
    await unitOfWork.run(async (tx) => {
      const generation = await tx.generations.find(id);
      if (generation) await endGeneration(tx, generation, { type: 'deadline.passed' }, now);
    });
  }
  return overdue.length;
};

/** A photo that could not be read in all this time must not hold up the rest. */
const refuseUnjudgedPhotos = ({ unitOfWork, clock }: Needs): Promise<number> =>
  unitOfWork.run(async ({ photos, jobs }) => {
    const before = new Date(clock.now().getTime() - unjudgedMs);
    const stuck = await photos.listUnjudged(before, batch);
    for (const photo of stuck) {
      await photos.saveJudged({ ...photo, status: 'refused', refusal: 'photo.unavailable' });
      const { avatarId, userId } = photo;
      await jobs.enqueue({ name: 'photos.report', data: { avatarId, userId } }, { key: avatarId });
    }
    return stuck.length;
  });

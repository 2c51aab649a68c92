import {
  priceOfDelivered,
  type Generation,
  type Notification,
  type ProviderRun,
  type Training,
} from '@aisha/core';
import { ledgerFaults } from '../../../packages/core/src/testing/world/ledger-faults.ts';
import {
  billedRuns,
  isOver,
  isTraining,
  runIdOf,
  worksOf,
  type BilledRun,
  type Model,
} from './works.ts';
import type { Setting } from './setting.ts';

type Work = Training | Generation;

/**
 * What nothing that was done explains, now that all is quiet: work that is not over, or ended as it
 * should not have, or cost something else than what was delivered, or was told of never or twice.
 */
export const unexplained = (model: Model, setting: Setting): string[] => {
  const store = setting.ports.unitOfWork.committed();
  return [
    ...setting.defects.map(String),
    ...ledgerFaults(store),
    ...setting.queue.parked().map(({ job, error }) => `${job.name} was parked: ${String(error)}`),
    ...[...store.runs.values()]
      .filter(({ nextCheckAt }) => nextCheckAt !== undefined)
      .map(({ id, status }) => `run ${id} is ${status} and still asked about`),
    ...bill(model, setting),
    ...worksOf(setting).flatMap((work) =>
      [
        ending(model, setting, work),
        hasty(model, setting, work),
        money(setting, work),
        news(setting, work),
      ]
        .filter((fault) => fault !== undefined)
        .map((fault) => `${isTraining(work) ? 'training' : 'generation'} ${work.id} ${fault}`),
    ),
  ];
};

const runsOf = (setting: Setting, { id }: Work): BilledRun[] => {
  const { runs } = setting.ports.unitOfWork.committed();
  const ids = new Set<string>(
    [...runs.values()].filter(({ subject }) => subject.id === id).map((run) => run.id),
  );
  return billedRuns(setting).filter((run) => ids.has(runIdOf(run)));
};

const hasPictures = ({ observation }: BilledRun): boolean => {
  if (observation.state !== 'succeeded') return false;
  return (
    !('images' in observation.output) || observation.output.images.some((image) => !image.flagged)
  );
};

const ending = (model: Model, setting: Setting, work: Work): string | undefined => {
  const runs = runsOf(setting, work);
  const stopped = runs.some(({ requestId }) => model.stopped.has(requestId));
  if (model.cancelled.has(work.id) && work.status !== 'cancelled') {
    return `was cancelled and is ${work.status}`;
  }
  switch (work.status) {
    case 'succeeded':
      return runs.some(hasPictures) ? undefined : 'succeeded with no result';
    case 'cancelled':
      return model.cancelled.has(work.id) || stopped || model.doubtful
        ? undefined
        : 'was never cancelled';
    case 'failed':
    case 'blocked':
      return mayFail(model, setting, work) ? undefined : `${work.status} for no reason`;
    case 'expired':
      return (work.finishedAt ?? 0) >= work.deadlineAt ? undefined : 'expired too early';
    default:
      return `is ${work.status} for ever`;
  }
};

const mayFail = (model: Model, setting: Setting, work: Work): boolean => {
  const runs = runsOf(setting, work);
  return (
    model.lost ||
    model.rejected.has(isTraining(work) ? 'training' : 'generation') ||
    triesOf(setting, work).length >= setting.ports.policy.maxSubmissionTries ||
    runs.some(
      (run) =>
        (isOver(run) && !hasPictures(run)) ||
        model.forgotten.has(run.requestId) ||
        model.slandered.has(run.requestId),
    )
  );
};

const triesOf = (setting: Setting, { id }: Work): ProviderRun[] =>
  [...setting.ports.unitOfWork.committed().runs.values()]
    .filter(({ subject }) => subject.id === id)
    .toSorted((one, other) => one.tryNumber - other.tryNumber);

/** Nothing is sent again while what was sent may still turn up. */
const hasty = (model: Model, setting: Setting, work: Work): string | undefined => {
  const { lostReplyGraceMs } = setting.ports.policy;
  const runs = runsOf(setting, work);
  const tries = triesOf(setting, work);
  const tooSoon = tries.some(({ id, createdAt }, at) => {
    const run = runs.find((billed) => runIdOf(billed) === id);
    const next = tries[at + 1];
    if (!run || !next || model.forgotten.has(run.requestId) || model.slandered.has(run.requestId)) {
      return false;
    }
    const mayTurnUp = !isOver(run) || run.observation.state === 'succeeded';
    return mayTurnUp && next.createdAt.getTime() - createdAt.getTime() < lostReplyGraceMs;
  });
  return tooSoon ? 'was submitted again too soon' : undefined;
};

/** What still runs at the provider though nobody waits for it. */
export const unneeded = (model: Model, setting: Setting): string[] =>
  worksOf(setting)
    .filter(({ finishedAt }) => finishedAt !== undefined)
    .flatMap((work) => {
      const named = new Set(triesOf(setting, work).map(({ requestId }) => requestId));
      return runsOf(setting, work)
        .filter((run) => named.has(run.requestId) && !isOver(run))
        .filter(({ requestId }) => !model.forgotten.has(requestId))
        .map(({ requestId }) => `${requestId} runs on though its work is ${work.status}`);
    });

const money = ({ ports }: Setting, work: Work): string | undefined => {
  const { holds, images, transfers } = ports.unitOfWork.committed();
  const hold = holds.get(work.holdId);
  const kept = [...images.values()].filter(({ generationId }) => generationId === work.id).length;
  const worth = work.status === 'succeeded' ? worthOf(work, kept) : 0;
  if (hold?.captured !== worth)
    return `is worth ${worth} and cost ${hold?.captured ?? 'nothing that was held'}`;
  const settled = [...transfers.values()].filter(
    ({ idempotencyKey, kind }) =>
      idempotencyKey.includes(work.holdId) && (kind === 'capture' || kind === 'release'),
  );
  return settled.length === 1 ? undefined : `was settled ${settled.length} times`;
};

const worthOf = (work: Work, kept: number): number => {
  if (isTraining(work)) return work.result ? work.price : 0;
  if (work.delivered !== kept) return Number.NaN;
  return priceOfDelivered(work.price, work.request.count, kept);
};

const lastNews = new Set<Notification['type']>([
  'training.succeeded',
  'training.ended',
  'generation.succeeded',
  'generation.ended',
]);

const news = ({ queue, ports, kills }: Setting, { id }: Work): string | undefined => {
  const isIt = (notification: Notification): boolean =>
    lastNews.has(notification.type) &&
    (('trainingId' in notification && notification.trainingId === id) ||
      ('generationId' in notification && notification.generationId === id));
  const queued = queue
    .enqueued()
    .filter((job) => job.name === 'notification.send' && isIt(job.data.notification)).length;
  if (queued !== 1) return `has its end queued ${queued} times`;
  const told = ports.notifier.told.filter(({ notification }) => isIt(notification)).length;
  // Telegram knows no idempotency: whoever is killed, or loses the database, after sending sends again.
  return told >= 1 && told <= 1 + kills() + 5 ? undefined : `had its end told ${told} times`;
};

/** Whatever the provider bills is one of ours, a few a work at most, and nothing is left running. */
const bill = (model: Model, setting: Setting): string[] => {
  const { runs } = setting.ports.unitOfWork.committed();
  const ours = new Set<string>([...runs.values()].map(({ id }) => id));
  const named = new Set([...runs.values()].map(({ requestId }) => requestId));
  const billed = billedRuns(setting);
  const { maxSubmissionTries } = setting.ports.policy;
  return [
    ...billed
      .filter((run) => !ours.has(runIdOf(run)))
      .map(({ requestId }) => `${requestId} was never meant`),
    ...billed
      .filter(
        (run) => named.has(run.requestId) && !isOver(run) && !model.forgotten.has(run.requestId),
      )
      .map(({ requestId }) => `${requestId} is left running`),
    ...worksOf(setting)
      .filter((work) => runsOf(setting, work).length > maxSubmissionTries)
      .map(({ id }) => `${id} was submitted more often than ${maxSubmissionTries} times`),
  ];
};

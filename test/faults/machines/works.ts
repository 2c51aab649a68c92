import type { Generation, ProviderRequestId, Training } from '@aisha/core';
import type { Setting } from './setting.ts';

type WorkType = 'training' | 'generation';

/** What was done, as far as it decides how work may end. The rest is told by the provider itself. */
export type Model = {
  /** Work whose cancelling was granted. */
  readonly cancelled: Set<string>;
  /** Whether the answer to a cancelling was lost. */
  doubtful: boolean;
  /** Runs that the provider ended of its own accord. */
  readonly stopped: Set<ProviderRequestId>;
  readonly forgotten: Set<ProviderRequestId>;
  /** Runs that were said to have failed, whatever came of them, before their result was known. */
  readonly slandered: Set<ProviderRequestId>;
  /** Kinds of work that a submission of was refused for good. */
  readonly rejected: Set<WorkType>;
  /** Whether a result may be lost for good. */
  lost: boolean;
};

export const aModel = (): Model => ({
  cancelled: new Set(),
  doubtful: false,
  stopped: new Set(),
  forgotten: new Set(),
  slandered: new Set(),
  rejected: new Set(),
  lost: false,
});

/** All that the provider accepted, trainings and pictures alike, oldest first. */
export const billedRuns = ({ ports: { trainer, generator } }: Setting) => [
  ...trainer.accepted().map((run) => ({ ...run, type: 'training' as const })),
  ...generator.accepted().map((run) => ({ ...run, type: 'generation' as const })),
];

export type BilledRun = ReturnType<typeof billedRuns>[number];

export const isOver = ({ observation }: BilledRun): boolean =>
  observation.state === 'succeeded' ||
  observation.state === 'failed' ||
  observation.state === 'cancelled';

/** The run that the webhook's address names. */
export const runIdOf = ({ order }: BilledRun): string =>
  new URL(order.webhookUrl ?? '').searchParams.get('run') ?? '';

/** Everything that was ordered. */
export const worksOf = ({ ports, ready }: Setting): readonly (Training | Generation)[] => {
  const { trainings, generations } = ports.unitOfWork.committed();
  return [
    ...[...trainings.values()].filter(({ avatarId }) => avatarId !== ready),
    ...generations.values(),
  ];
};

export const isTraining = (work: Training | Generation): work is Training => 'recipe' in work;

/** The work that a run was made for, if we know the run. */
export const workOf = (setting: Setting, run: BilledRun): Training | Generation | undefined => {
  const { runs } = setting.ports.unitOfWork.committed();
  const subject = [...runs.values()].find(({ id }) => id === runIdOf(run))?.subject;
  return worksOf(setting).find(({ id }) => id === subject?.id);
};

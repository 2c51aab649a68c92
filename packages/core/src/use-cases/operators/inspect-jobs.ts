import type { JobId } from '../../shared/ids.ts';
import type { JobListing, QueueDepth, QueuePause } from '../../domain/job/job-listing.ts';
import type { ProviderPause } from '../../domain/pause/provider-pause.ts';
import type { JobFilter } from '../../ports/job-desk.ts';
import type { Ports } from '../../ports/ports.ts';

export type InspectedQueues = {
  readonly queues: readonly QueueDepth[];
  readonly paused: readonly QueuePause[];
  /** What is remembered of refusals of the provider; submissions wait where one has a `nextProbeAt`. */
  readonly provider: readonly ProviderPause[];
};

/** Shows operators what waits, runs and was given up. Changes nothing. */
export const inspectJobs = ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) => ({
  list: (filter: JobFilter): Promise<readonly JobListing[]> =>
    unitOfWork.read(({ desk }) => desk.list(filter)),
  show: (id: JobId): Promise<JobListing | undefined> =>
    unitOfWork.read(({ desk }) => desk.find(id)),
  queues: (): Promise<InspectedQueues> =>
    unitOfWork.read(async ({ desk, queuePauses, pauses }) => ({
      queues: await desk.listDepths(),
      paused: await queuePauses.list(),
      provider: await pauses.list(),
    })),
});

import type { PortError } from '../shared/port-error.ts';
import type { Job } from '../ports/job-queue.ts';
import type { Ports } from '../ports/ports.ts';

const pauseMs = 5000;

/** A finished result is worth asking for until the deadline, so its job is never given up for failing often. */
export const collectLater = (
  { unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>,
  job: Job,
  error: PortError,
): Promise<void> => {
  const startAt = new Date(clock.now().getTime() + (error.retryAfterMs ?? pauseMs));
  return unitOfWork.run(({ jobs }) => jobs.enqueue(job, { startAt }));
};

import type { BroadcastId } from '../shared/ids.ts';
import type { Ports } from '../ports/ports.ts';

/** Has a broadcast gone on with, by one job however often it is asked for. */
export const broadcastLater = (
  { unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>,
  broadcastId: BroadcastId,
  inMs = 0,
): Promise<void> =>
  unitOfWork.run(({ jobs }) => {
    const startAt = new Date(clock.now().getTime() + inMs);
    const job = { name: 'broadcast.send', data: { broadcastId } } as const;
    return jobs.enqueue(job, inMs > 0 ? { key: broadcastId, startAt } : { key: broadcastId });
  });

import type { Ports } from '../../ports/ports.ts';

const keptMs = 30 * 24 * 3_600_000;
const limit = 1_000;

/** Deletes what the provider told us of runs that nobody knows, a month after it was set aside. Answers how many. */
export const forgetQuarantinedEvents =
  ({ unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>) =>
  (): Promise<number> =>
    unitOfWork.run(({ events }) =>
      events.deleteQuarantined({ before: new Date(clock.now().getTime() - keptMs), limit }),
    );

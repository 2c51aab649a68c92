import type { Ports } from '../../ports/ports.ts';

const limit = 10_000;

/** Forgets who was given welcome credits more than a year ago. Answers how many. */
export const forgetWelcomes =
  ({ unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>) =>
  (): Promise<number> =>
    unitOfWork.run(({ accounts }) => accounts.deleteWelcomes({ until: clock.now(), limit }));

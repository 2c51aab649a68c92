import type { Address } from '../../shared/ids.ts';
import type { Ports } from '../../ports/ports.ts';

/** Who blocks us is left alone from then on, until they write again. */
export const markUnreachable =
  ({ unitOfWork, clock }: Pick<Ports, 'unitOfWork' | 'clock'>) =>
  async (address: Address): Promise<void> =>
    unitOfWork.run(async ({ users }) => {
      const user = await users.findByAddress(address);
      if (!user || user.unreachableSince) return;
      await users.save({ ...user, unreachableSince: clock.now() });
    });

import { planExpiry } from '../../domain/wallet/transfers.ts';
import type { Hold } from '../../domain/wallet/wallet.ts';
import type { Ports } from '../../ports/ports.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'clock' | 'logger'>;

const batch = 100;

/** Gives back what is held for work that is over or was never there. What is delivered after that is a gift. */
export const expireHolds = (ports: Needs) => async (): Promise<{ readonly expired: number }> => {
  const { unitOfWork, clock } = ports;
  const now = clock.now();
  const forgotten = await unitOfWork.read(({ wallets }) => wallets.listExpired(now, batch));
  let expired = 0;
  for (const hold of forgotten) if (await expire(ports, hold)) expired += 1;
  return { expired };
};

const expire = async ({ unitOfWork, logger }: Needs, hold: Hold): Promise<boolean> => {
  const { id: holdId, userId, amount } = hold;
  const posted = await unitOfWork.run(({ wallets }) => wallets.post(planExpiry(hold)));
  if (posted === 'posted') logger.warn({ holdId, userId, amount }, 'a forgotten hold went back');
  // One that the books do not cover is for an operator; it does not keep the others waiting.
  if (posted === 'insufficient') logger.error({ holdId, userId, amount }, 'a hold is not covered');
  return posted === 'posted';
};

import type { UserId } from '../../shared/ids.ts';
import type { Balance } from '../../domain/wallet/wallet.ts';
import type { Ports } from '../../ports/ports.ts';

/** What a person can spend, and what is promised to work under way. */
export const getBalance =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (userId: UserId): Promise<Balance> =>
    unitOfWork.read(({ wallets }) => wallets.balance(userId));

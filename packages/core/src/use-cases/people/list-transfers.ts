import type { UserId } from '../../shared/ids.ts';
import type { TransferLine } from '../../domain/wallet/wallet.ts';
import type { Ports } from '../../ports/ports.ts';

/** What a person's credits came from and went to, newest first. */
export const listTransfers =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (
    userId: UserId,
    page: { limit: number; before?: string | undefined },
  ): Promise<readonly TransferLine[]> =>
    unitOfWork.read(({ wallets }) => wallets.listTransfers(userId, page));

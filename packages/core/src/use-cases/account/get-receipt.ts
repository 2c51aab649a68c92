import type { ErasureId } from '../../shared/ids.ts';
import type { ErasureReceipt } from '../../domain/account/erasure.ts';
import type { Ports } from '../../ports/ports.ts';

/** What became of an erasure, for whoever holds its receipt. It leads to nobody. */
export const getReceipt =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (id: ErasureId): Promise<ErasureReceipt | undefined> => {
    const erasure = await unitOfWork.read(({ accounts }) => accounts.findErasure(id));
    if (!erasure) return undefined;
    const { requestedAt, finishedAt, erased } = erasure;
    return { id, requestedAt, finishedAt, erased };
  };

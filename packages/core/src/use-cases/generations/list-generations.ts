import type { GenerationId, UserId } from '../../shared/ids.ts';
import type { Generation } from '../../domain/generation/generation.ts';
import type { Ports } from '../../ports/ports.ts';

/** A person's own orders, newest first, what was made for them unasked as well. */
export const listGenerations =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  async (
    userId: UserId,
    page: { limit: number; before?: GenerationId | undefined },
  ): Promise<readonly Generation[]> =>
    unitOfWork.read(({ generations }) => generations.list(userId, page));

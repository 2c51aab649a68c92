import type { ErasureId } from '../../shared/ids.ts';
import type { User } from '../../domain/user/user.ts';
import type { Ports } from '../../ports/ports.ts';
import { beginErasure } from '../../steps/begin-erasure.ts';

type Leaving = Pick<User, 'id'> & {
  /** Of the receipt; a new one where it is left out. */
  readonly erasureId?: ErasureId | undefined;
};

/**
 * Makes a stranger of a person at once, and has everything about them erased. Answers the id of the
 * receipt; undefined where nobody is there any more, as after a second press.
 */
export const requestErasure =
  (ports: Pick<Ports, 'unitOfWork' | 'clock' | 'ids'>) =>
  async ({ id, erasureId }: Leaving): Promise<ErasureId | undefined> =>
    ports.unitOfWork.run((tx) => beginErasure(tx, ports, { userId: id, id: erasureId }));

import type { ErasureId } from '../../shared/ids.ts';
import { isPortError } from '../../shared/port-error.ts';
import type { Erased, Erasure, Leaver } from '../../domain/account/erasure.ts';
import { clientOf } from '../../domain/api/client-address.ts';
import { defaultSettings } from '../../domain/user/user-settings.ts';
import type { Ports } from '../../ports/ports.ts';
import { deletePersonalBlobs } from '../../steps/delete-personal-blobs.ts';
import { deleteAtProvider } from '../../steps/delete-at-provider.ts';
import { endAllWork } from '../../steps/end-all-work.ts';

type Needs = Pick<
  Ports,
  | 'unitOfWork'
  | 'blobs'
  | 'trainer'
  | 'generator'
  | 'providerFiles'
  | 'traces'
  | 'notifier'
  | 'clock'
  | 'logger'
>;

/**
 * Erases an account: what goes on is stopped and its credits go back, then the provider's files, ours,
 * the rows and the conversation go, and a receipt is left. Each step may be repeated, so a kill at any
 * moment leaves nothing behind.
 */
export const eraseAccount =
  (ports: Needs) =>
  async ({ erasureId }: { erasureId: ErasureId }): Promise<void> => {
    const erasure = await ports.unitOfWork.read(({ accounts }) => accounts.findErasure(erasureId));
    if (!erasure?.leaver) return;
    const { leaver } = erasure;
    const erased = erasure.erased ?? (await eraseWork(ports, erasure, leaver));
    await ports.traces.erase(leaver);
    const finishedAt = ports.clock.now();
    await handOver(ports, leaver, { ...erasure, erased, finishedAt });
    const { id, requestedAt } = erasure;
    await ports.unitOfWork.run(({ accounts }) =>
      accounts.saveErasure({ id, requestedAt, erased, finishedAt }),
    );
    ports.logger.info({ erasureId }, 'an account was erased');
  };

const eraseWork = async (ports: Needs, erasure: Erasure, { userId }: Leaver): Promise<Erased> => {
  await endAllWork(ports, userId);
  const provider = await deleteAtProvider(ports, userId);
  await deletePersonalBlobs(ports, userId);
  return ports.unitOfWork.run(async ({ accounts }) => {
    const erased = { ...(await accounts.removeRows(userId)), ...provider };
    await accounts.saveErasure({ ...erasure, erased });
    return erased;
  });
};

/** The last message. Whoever does not want to hear from us has no use for it; a client's people have no chat. */
const handOver = async (
  { notifier, clock }: Needs,
  { userId, address, locale }: Leaver,
  { id, erased, finishedAt }: Required<Pick<Erasure, 'id' | 'erased' | 'finishedAt'>>,
): Promise<void> => {
  if (!erased || !finishedAt || clientOf(address)) return;
  const nobody = {
    id: userId,
    address,
    locale,
    firstName: '',
    consent: { version: '', givenAt: clock.now() },
    settings: defaultSettings,
    createdAt: clock.now(),
  };
  const news = { receipt: id, finishedAt: finishedAt.getTime(), erased };
  try {
    await notifier.notify(nobody, { type: 'account.erased', ...news }, { images: [] });
  } catch (error) {
    if (!isPortError(error) || error.retryable) throw error;
  }
};

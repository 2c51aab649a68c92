import type { RunId, UserId } from '../shared/ids.ts';
import { isPortError } from '../shared/port-error.ts';
import type { Erased } from '../domain/account/erasure.ts';
import type { ProviderRun } from '../domain/run/run.ts';
import type { Ports } from '../ports/ports.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'trainer' | 'generator' | 'providerFiles' | 'clock'>;

/** Past this a provider keeps nothing of a run by itself. */
const providerKeepsMs = 31 * 24 * 60 * 60_000;
const pageSize = 100;

/** Stops what the provider still makes for a person, and has it delete what it keeps of their runs. */
export const deleteAtProvider = async (
  ports: Needs,
  userId: UserId,
): Promise<Pick<Erased, 'atProvider' | 'leftAtProvider'>> => {
  const since = new Date(ports.clock.now().getTime() - providerKeepsMs);
  const counts = { atProvider: 0, leftAtProvider: 0 };
  let after: RunId | undefined;
  for (;;) {
    const page = { since, limit: pageSize, after };
    const runs = await ports.unitOfWork.read(({ accounts }) =>
      accounts.listRunsSince(userId, page),
    );
    for (const run of runs) {
      if (await deleteRun(ports, run)) counts.atProvider += 1;
      else counts.leftAtProvider += 1;
    }
    after = runs.at(-1)?.id;
    if (runs.length < pageSize) return counts;
  }
};

const deleteRun = async (
  { trainer, generator, providerFiles }: Needs,
  { endpoint, requestId, status, subject }: ProviderRun,
): Promise<boolean> => {
  if (requestId === undefined) return true;
  const handle = { endpoint, requestId };
  // Once the rows are gone nobody knows what to cancel.
  const provider = subject.type === 'training' ? trainer : generator;
  if (status !== 'ended') await provider.cancel(handle).catch(unlessLater);
  return (await providerFiles.delete(handle).catch(unlessLater)) === 'deleted';
};

/** A provider that will never do it keeps nobody from being forgotten here. */
const unlessLater = (error: unknown): undefined => {
  if (!isPortError(error) || error.retryable) throw error;
};

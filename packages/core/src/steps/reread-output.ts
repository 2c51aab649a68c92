import { isPortError } from '../shared/port-error.ts';
import type { RunObservation, RunSubject } from '../domain/run/run.ts';
import type { RunHandle } from '../ports/avatar-trainer.ts';
import type { Ports } from '../ports/ports.ts';

/** Whether a file of the provider's is not to be had at its address, and asking there again is no use. */
export const isGone = (error: unknown): boolean =>
  isPortError(error, 'fetch.failed') && !error.retryable;

/**
 * The output as the provider tells it now, where it still does: its files may have other addresses
 * than when it was first told. Undefined where none of the runs has a result any more.
 */
export const rereadOutput = async <Output>(
  { unitOfWork }: Pick<Ports, 'unitOfWork'>,
  subject: RunSubject,
  observe: (run: RunHandle) => Promise<RunObservation<Output>>,
): Promise<Output | undefined> => {
  const runs = await unitOfWork.read((tx) => tx.runs.listOf(subject));
  for (const { endpoint, requestId, cost } of runs) {
    if (requestId === undefined || cost.billing !== 'billed') continue;
    const seen = await observe({ endpoint, requestId });
    if (seen.state === 'succeeded') return seen.output;
  }
  return undefined;
};

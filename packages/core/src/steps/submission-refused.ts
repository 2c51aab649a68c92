import type { PortError } from '../shared/port-error.ts';
import { refusedPauseMs } from '../domain/run/plan-try.ts';
import type { Ports } from '../ports/ports.ts';
import { submitLater, type Submission } from './submission.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'clock' | 'logger'>;

/** Refusals that are about us (an empty account, a wrong key) are waited out and told to operators; nobody else is to blame. */
export const submissionRefused = async (
  ports: Needs,
  submission: Submission<unknown>,
  error: PortError,
  tryNumber: number,
): Promise<void> => {
  const { unitOfWork, clock, logger } = ports;
  const ours =
    error.code === 'provider.balance-exhausted' || error.code === 'provider.unauthorized';
  const fields = { subject: submission.subject, code: error.code };
  if (ours) logger.error(fields, 'the provider refuses our account: an operator must act');
  else logger.warn(fields, 'submission refused');
  if (!error.retryable && !ours) {
    const failure = { code: 'input.rejected', retryable: false } as const;
    return unitOfWork.run((tx) => submission.failed(tx, failure));
  }
  const pauseMs = error.retryAfterMs ?? (ours ? 60_000 : refusedPauseMs(tryNumber));
  return submitLater(ports, submission.job, new Date(clock.now().getTime() + pauseMs));
};

import { spreadOf } from '../shared/spread.ts';
import type { PortError } from '../shared/port-error.ts';
import { gatherMs, refusalOf } from '../domain/pause/provider-pause.ts';
import { refusedBecause } from '../domain/run/order-refused.ts';
import { refusedPauseMs } from '../domain/run/plan-try.ts';
import type { ProviderRun } from '../domain/run/run.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { giveBackClaims, noteRefusal, type Passed } from './provider-pause.ts';
import { showProgressNow } from './show-progress-of.ts';
import type { Submission } from './submission.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'clock' | 'logger'>;

const mostJitterMs = 5000;

/**
 * What can be put right by waiting is waited for; a refusal that is about us (an empty account, a
 * wrong key) is waited out by everybody, and nobody's order is to blame for it.
 */
export const submissionRefused = async (
  { unitOfWork, clock, logger }: Needs,
  submission: Submission<unknown>,
  error: PortError,
  { tryNumber, passed }: { readonly tryNumber: number; readonly passed: Passed },
): Promise<void> => {
  const { subject, endpoint, job } = submission;
  logger.warn({ subject, code: error.code }, 'submission refused');
  const refusal = refusalOf(error, endpoint);
  await unitOfWork.run(async (tx) => {
    const now = clock.now();
    if (!refusal) await giveBackClaims(tx, passed, now);
    if (!refusal && !error.retryable) {
      return submission.failed(tx, refusedBecause(error));
    }
    const pause = refusal && (await noteRefusal(tx, passed, refusal, now));
    if (pause) return waitForProbe(tx, submission, { until: pause.nextProbeAt, isProbed: false });
    const pauseMs = error.retryAfterMs ?? refusedPauseMs(tryNumber);
    const jitterMs = spreadOf(`${subject.id}:${tryNumber}`, Math.min(pauseMs / 2, mostJitterMs));
    const startAt = new Date(now.getTime() + pauseMs + jitterMs);
    await tx.jobs.enqueue(job, { startAt });
  });
};

/** Nothing is sent again while a webhook may still name what was sent; five in a row say that nobody is there. */
export const outcomeUnknown = async (
  { unitOfWork, clock, policy, logger }: Needs & Pick<Ports, 'policy'>,
  { endpoint, job }: Submission<unknown>,
  { run, passed }: { readonly run: ProviderRun; readonly passed: Passed },
  error: PortError,
): Promise<void> => {
  logger.warn({ runId: run.id, code: error.code }, 'submission without a known outcome');
  const now = clock.now();
  const refusal = refusalOf(error, endpoint);
  await unitOfWork.run(async (tx) => {
    if (refusal) await noteRefusal(tx, passed, refusal, now);
    const startAt = new Date(now.getTime() + policy.lostReplyGraceMs);
    await tx.jobs.enqueue(job, { startAt });
  });
};

/** Keeps a submission in line until somebody may find out whether the provider takes work again. */
export const waitForProbe = async (
  tx: Pick<Transaction, 'jobs'>,
  { subject, job }: Pick<Submission<unknown>, 'subject' | 'job'>,
  { until, isProbed }: { readonly until: Date; readonly isProbed: boolean },
): Promise<void> => {
  const startAt = new Date(until.getTime() + spreadOf(subject.id, gatherMs));
  await tx.jobs.enqueue(job, { startAt });
  // While somebody finds out it may be over in a moment: nothing worth telling.
  if (!isProbed) await showProgressNow(tx, subject);
};

import type { RunId, UserId } from '../shared/ids.ts';
import { isPortError, PortError } from '../shared/port-error.ts';
import { nextCheckAt } from '../domain/run/check-schedule.ts';
import { planTry, refusedPauseMs, type TryPlan } from '../domain/run/plan-try.ts';
import type { ProviderRun, RunFailure, RunSubject } from '../domain/run/run.ts';
import type { RunHandle } from '../ports/avatar-trainer.ts';
import type { Job } from '../ports/job-queue.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'webhookAddresses' | 'clock' | 'ids' | 'policy' | 'logger'>;

/** What is submitted, and what its owner does at each turn. All but `send` run inside a transaction. */
export type Submission<Prepared> = {
  readonly subject: RunSubject;
  readonly userId: UserId;
  readonly endpoint: string;
  /** The job that tries again. */
  readonly job: Job;
  /** Everything free that must be ready first. */
  prepare(): Promise<Prepared>;
  /** The one paid call. */
  send(prepared: Prepared, webhookUrl: string | undefined): Promise<RunHandle>;
  /** Answers false where the owner has ended meanwhile: then nothing is sent. */
  started(tx: Transaction): Promise<boolean>;
  /** Answers false where the owner has ended meanwhile: then the run is cancelled. */
  accepted(tx: Transaction): Promise<boolean>;
  failed(tx: Transaction, failure: RunFailure): Promise<void>;
};

/**
 * Submits once, however often it is called: the intent is committed before the paid call, and a
 * call whose reply was lost is waited for before another is made.
 */
export const submitRun = async <Prepared>(
  ports: Needs,
  submission: Submission<Prepared>,
): Promise<void> => {
  const { unitOfWork } = ports;
  const latest = await unitOfWork.run(({ runs }) => runs.findLatest(submission.subject));
  const plan = planTry(latest, rulesOf(ports));
  if (plan.step === 'accepted') return;
  if (plan.step === 'wait') return tryAgainAt(ports, submission.job, plan.until);
  if (plan.step === 'give-up') {
    const failure = { code: 'provider.unavailable', retryable: true } as const;
    return unitOfWork.run(async (tx) => {
      if (await isStillLatest(tx, submission, latest)) await submission.failed(tx, failure);
    });
  }
  const prepared = await prepare(ports, submission);
  if (prepared.ready) await intendAndSend(ports, submission, { plan, latest }, prepared.value);
};

const rulesOf = ({ clock, policy }: Needs) => ({
  now: clock.now(),
  lostReplyGraceMs: policy.lostReplyGraceMs,
  maxTries: policy.maxSubmissionTries,
});

const tryAgainAt = ({ unitOfWork }: Needs, job: Job, startAt: Date): Promise<void> =>
  unitOfWork.run(({ jobs }) => jobs.enqueue(job, { startAt }));

/** Preparing is free: what can be put right by waiting is waited for, the rest ends the owner. */
const prepare = async <Prepared>(
  ports: Needs,
  submission: Submission<Prepared>,
): Promise<{ ready: true; value: Prepared } | { ready: false }> => {
  try {
    return { ready: true, value: await submission.prepare() };
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    await refused(ports, submission, error, 2);
    return { ready: false };
  }
};

const intendAndSend = async <Prepared>(
  ports: Needs,
  submission: Submission<Prepared>,
  { plan, latest }: { plan: TryPlan & { step: 'start' }; latest: ProviderRun | undefined },
  prepared: Prepared,
): Promise<void> => {
  const { unitOfWork, webhookAddresses } = ports;
  const run = intend(ports, submission, plan);
  const started = await unitOfWork.run(async (tx) => {
    if (!(await submission.started(tx))) return false;
    if (!(await isStillLatest(tx, submission, latest))) return false;
    if (latest?.status === 'intended') {
      await tx.runs.save({ ...latest, status: 'abandoned', nextCheckAt: undefined }, ['intended']);
    }
    await tx.runs.add(run);
    return true;
  });
  if (!started) return;
  const webhookUrl = webhookAddresses.issue({ runId: run.id, tryNumber: run.tryNumber });
  try {
    const handle = await submission.send(prepared, webhookUrl);
    await unitOfWork.run((tx) => accept(tx, ports, submission, { run, handle }));
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    await notAccepted(ports, submission, run, error);
  }
};

/** Another worker may have made the next try, or a webhook named the last one, since this was planned. */
const isStillLatest = async (
  { runs }: Transaction,
  { subject }: Submission<unknown>,
  planned: ProviderRun | undefined,
): Promise<boolean> => {
  const latest = await runs.findLatest(subject);
  return latest?.id === planned?.id && latest?.status === planned?.status;
};

const intend = (
  { ids, clock }: Needs,
  { subject, userId, endpoint }: Submission<unknown>,
  { tryNumber, spentTries }: TryPlan & { step: 'start' },
): ProviderRun => ({
  id: ids.next<RunId>(),
  userId,
  subject,
  tryNumber,
  spentTries,
  endpoint,
  status: 'intended',
  checks: 0,
  misses: 0,
  createdAt: clock.now(),
});

const accept = async (
  tx: Transaction,
  { clock, logger }: Needs,
  submission: Submission<unknown>,
  { run, handle }: { run: ProviderRun; handle: RunHandle },
): Promise<void> => {
  const now = clock.now();
  const accepted: ProviderRun = {
    ...run,
    status: 'accepted',
    requestId: handle.requestId,
    acceptedAt: now,
    nextCheckAt: nextCheckAt(run.subject.type, 0, now),
  };
  if (await tx.runs.save(accepted, ['intended'])) {
    if (await submission.accepted(tx)) {
      const at = accepted.nextCheckAt ?? now;
      await tx.jobs.enqueue(
        { name: 'run.check', data: { runId: run.id } },
        { startAt: at, key: run.id },
      );
      return;
    }
    await tx.jobs.enqueue({ name: 'run.cancel', data: { runId: run.id } });
    return;
  }
  const stored = await tx.runs.find(run.id);
  if (stored?.requestId === handle.requestId) return;
  logger.warn({ runId: run.id, requestId: handle.requestId }, 'orphan run is cancelled');
  await tx.runs.save({ ...run, status: 'abandoned', requestId: handle.requestId }, ['abandoned']);
  await tx.jobs.enqueue({ name: 'run.cancel', data: { runId: run.id } });
};

const notAccepted = async (
  ports: Needs,
  submission: Submission<unknown>,
  run: ProviderRun,
  error: PortError,
): Promise<void> => {
  const { unitOfWork, policy, clock, logger } = ports;
  // Storing an acceptance may fail too: like a lost reply, it is healed by the webhook or by waiting.
  if (isPortError(error, 'provider.outcome-unknown') || error.code.startsWith('database.')) {
    logger.warn({ runId: run.id, code: error.code }, 'submission without a known outcome');
    const until = new Date(clock.now().getTime() + policy.lostReplyGraceMs);
    return tryAgainAt(ports, submission.job, until);
  }
  await unitOfWork.run(({ runs }) => runs.save({ ...run, status: 'refused' }, ['intended']));
  await refused(ports, submission, error, run.tryNumber);
};

/** Refusals that are about us (an empty account, a wrong key) are waited out and told to operators; nobody else is to blame. */
const refused = async (
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
  return tryAgainAt(ports, submission.job, new Date(clock.now().getTime() + pauseMs));
};

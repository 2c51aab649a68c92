import type { RunId } from '../shared/ids.ts';
import { isPortError, PortError } from '../shared/port-error.ts';
import { planTry, type TryPlan } from '../domain/run/plan-try.ts';
import type { ProviderRun } from '../domain/run/run.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { acceptRun } from './accept-run.ts';
import { submissionRefused } from './submission-refused.ts';
import { submitLater, type Submission } from './submission.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'webhookAddresses' | 'clock' | 'ids' | 'policy' | 'logger'>;

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
  if (plan.step === 'wait') return submitLater(ports, submission.job, plan.until);
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

/** Preparing is free: what can be put right by waiting is waited for, the rest ends the owner. */
const prepare = async <Prepared>(
  ports: Needs,
  submission: Submission<Prepared>,
): Promise<{ ready: true; value: Prepared } | { ready: false }> => {
  try {
    return { ready: true, value: await submission.prepare() };
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    await submissionRefused(ports, submission, error, 2);
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
    await unitOfWork.run((tx) => acceptRun(tx, ports, submission, { run, handle }));
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
    return submitLater(ports, submission.job, until);
  }
  await unitOfWork.run(({ runs }) => runs.save({ ...run, status: 'refused' }, ['intended']));
  await submissionRefused(ports, submission, error, run.tryNumber);
};

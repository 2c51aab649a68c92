import type { RunId } from '../shared/ids.ts';
import { PortError } from '../shared/port-error.ts';
import { together } from '../shared/together.ts';
import { planTry, type TryPlan } from '../domain/run/plan-try.ts';
import { billed } from '../domain/run/run-cost.ts';
import type { ProviderRun } from '../domain/run/run.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { abandonRun } from './abandon-run.ts';
import { acceptRun } from './accept-run.ts';
import { giveBackClaims, liftPauses, passGate, pausesOf, type Passed } from './provider-pause.ts';
import { outcomeUnknown, submissionRefused, waitForProbe } from './submission-refused.ts';
import { submitLater, type Submission } from './submission.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'webhookAddresses' | 'clock' | 'ids' | 'policy' | 'logger'>;

/**
 * Submits once, however often it is called: the intent is committed before the paid call, and a
 * call whose reply was lost is waited for before another is made. While the provider takes nothing
 * it is not called at all, but for one submission at a time that finds out.
 */
export const submitRun = async <Prepared>(
  ports: Needs,
  submission: Submission<Prepared>,
): Promise<void> => {
  const { unitOfWork, clock } = ports;
  const [latest, pauses] = await unitOfWork.read((reads) =>
    together([
      reads.runs.findLatest(submission.subject),
      pausesOf(reads, submission.endpoint),
      submission.look?.(reads) ?? Promise.resolve(),
    ]),
  );
  const plan = planTry(latest, rulesOf(ports));
  if (plan.step === 'accepted') return;
  if (plan.step === 'wait') return submitLater(ports, submission.job, plan.until);
  if (plan.step === 'give-up') {
    const failure = { code: 'provider.unavailable', retryable: true } as const;
    return unitOfWork.run(async (tx) => {
      if (await isStillLatest(tx, submission, latest)) await submission.failed(tx, failure);
    });
  }
  const gate = await passGate(ports, submission.endpoint, pauses);
  if (!gate.open) return unitOfWork.run((tx) => waitForProbe(tx, submission, gate));
  const prepared = await prepare(ports, submission, gate);
  if (!prepared.ready) return;
  const started = await start(ports, submission, { plan, latest });
  if (started) return send(ports, submission, { run: started, passed: gate }, prepared.value);
  await unitOfWork.run((tx) => giveBackClaims(tx, gate, clock.now()));
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
  passed: Passed,
): Promise<{ ready: true; value: Prepared } | { ready: false }> => {
  try {
    return { ready: true, value: await submission.prepare() };
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    await submissionRefused(ports, submission, error, { tryNumber: 2, passed });
    return { ready: false };
  }
};

/** Writes down what is about to be sent; undefined where it must not be sent any more. */
const start = async (
  ports: Needs,
  submission: Submission<unknown>,
  { plan, latest }: { plan: TryPlan & { step: 'start' }; latest: ProviderRun | undefined },
): Promise<ProviderRun | undefined> => {
  const run = intend(ports, submission, plan);
  return ports.unitOfWork.run(async (tx) => {
    // One after the other: who waits here for another that starts it sees afterwards what that one stored.
    if (!(await submission.started(tx))) return undefined;
    if (!(await isStillLatest(tx, submission, latest))) return undefined;
    if (latest?.status === 'intended') await abandonRun(tx, latest, ports.clock.now());
    await tx.runs.add(run);
    return run;
  });
};

const send = async <Prepared>(
  ports: Needs,
  submission: Submission<Prepared>,
  { run, passed }: { run: ProviderRun; passed: Passed },
  prepared: Prepared,
): Promise<void> => {
  const { unitOfWork, webhookAddresses } = ports;
  const webhookUrl = webhookAddresses.issue({ runId: run.id, tryNumber: run.tryNumber });
  try {
    const handle = await submission.send(prepared, webhookUrl);
    await unitOfWork.run(async (tx) => {
      await acceptRun(tx, ports, submission, { run, handle });
      await liftPauses(tx, passed);
    });
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    await notAccepted(ports, submission, { run, passed }, error);
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
  { subject, userId, endpoint, expectedMicroUsd }: Submission<unknown>,
  { tryNumber, spentTries }: TryPlan & { step: 'start' },
): ProviderRun => ({
  id: ids.next<RunId>(),
  userId,
  subject,
  tryNumber,
  spentTries,
  endpoint,
  status: 'intended',
  cost: { expectedMicroUsd, billing: 'open' },
  checks: 0,
  misses: 0,
  createdAt: clock.now(),
});

const notAccepted = async (
  ports: Needs,
  submission: Submission<unknown>,
  { run, passed }: { run: ProviderRun; passed: Passed },
  error: PortError,
): Promise<void> => {
  // Storing an acceptance may fail too: like a lost reply, it is healed by the webhook or by waiting.
  if (error.code === 'provider.outcome-unknown' || error.code.startsWith('database.')) {
    return outcomeUnknown(ports, submission, { run, passed }, error);
  }
  await ports.unitOfWork.run((tx) => noteRefused(tx, run.id));
  await submissionRefused(ports, submission, error, { tryNumber: run.tryNumber, passed });
};

/** A run that was given up meanwhile stays so, but it is known now that it cost nothing. */
const noteRefused = async ({ runs }: Transaction, id: RunId): Promise<void> => {
  const run = await runs.find(id);
  if (!run || run.requestId !== undefined) return;
  const status = run.status === 'intended' ? 'refused' : run.status;
  await runs.save({ ...billed(run, 'free'), status }, [run.status]);
};

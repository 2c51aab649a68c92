import type { RunId } from '../shared/ids.ts';
import { isPortError, type PortErrorCode } from '../shared/port-error.ts';
import { nextAbandonedCheckAt, nextCheckAt } from '../domain/run/check-schedule.ts';
import { billed } from '../domain/run/run-cost.ts';
import { isWatched, type ProviderRun, type WatchedRun } from '../domain/run/run.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { observeRun } from './observe-run.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'trainer' | 'generator' | 'clock' | 'policy' | 'logger'>;

/**
 * Asks the provider how a run stands, does what follows from its answer, and has it asked again where
 * the run goes on. `also` is done in the same transaction. Answers why the provider did not, where it
 * did not.
 */
export const askAboutRun = async (
  ports: Needs,
  run: WatchedRun,
  also: (tx: Transaction) => Promise<void> = async () => undefined,
): Promise<PortErrorCode | undefined> => {
  const handle = { endpoint: run.endpoint, requestId: run.requestId };
  const {
    answer: observed,
    notBefore,
    failure,
  } = await ask(ports, run, () => observeRun(ports, run, handle));
  await ports.unitOfWork.run(async (tx) => {
    const checked = await noteCheck(tx, ports, run.id, notBefore);
    if (checked) await observed?.advance(tx, checked);
    await also(tx);
  });
  return failure;
};

type Asked<T> = {
  readonly answer?: T | undefined;
  readonly notBefore?: Date | undefined;
  readonly failure?: PortErrorCode | undefined;
};

/** A provider that cannot answer now is asked again later, no sooner than it says; a question costs nothing. */
const ask = async <T>(
  { clock, logger }: Needs,
  run: ProviderRun,
  question: () => Promise<T | undefined>,
): Promise<Asked<T>> => {
  try {
    return { answer: await question() };
  } catch (error) {
    if (!isPortError(error)) throw error;
    logger.warn({ runId: run.id, code: error.code }, 'the provider did not answer a check');
    const { retryAfterMs = 0 } = error;
    return { notBefore: new Date(clock.now().getTime() + retryAfterMs), failure: error.code };
  }
};

const noteCheck = async (
  { runs, jobs }: Transaction,
  { clock }: Needs,
  id: RunId,
  notBefore: Date | undefined,
): Promise<ProviderRun | undefined> => {
  const run = await runs.find(id);
  if (!isWatched(run)) return undefined;
  const checks = run.checks + 1;
  const next = laterOf(scheduled(run, checks, clock.now()), notBefore);
  const checked: ProviderRun = { ...run, checks, nextCheckAt: next };
  if (!(await runs.save(next ? checked : billed(checked, 'maybe'), [run.status]))) return undefined;
  if (next) {
    await jobs.enqueue({ name: 'run.check', data: { runId: id } }, { startAt: next, key: id });
  }
  return checked;
};

const scheduled = (run: ProviderRun, checks: number, now: Date): Date | undefined =>
  run.status === 'accepted'
    ? nextCheckAt(run.subject.type, checks, now)
    : nextAbandonedCheckAt(run.createdAt, now);

const laterOf = (date: Date | undefined, other: Date | undefined): Date | undefined =>
  date && other && other > date ? other : date;

import type { RunId } from '../../shared/ids.ts';
import { isPortError } from '../../shared/port-error.ts';
import { nextCheckAt } from '../../domain/run/check-schedule.ts';
import type { ProviderRun } from '../../domain/run/run.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { observeRun } from '../../steps/observe-run.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'trainer' | 'generator' | 'clock' | 'policy' | 'logger'>;

/** Asks the provider how a run stands, and asks again until it has ended: no webhook is needed to finish anything. */
export const checkRun =
  (ports: Needs) =>
  async ({ runId }: { runId: RunId }): Promise<void> => {
    const run = await ports.unitOfWork.run(({ runs }) => runs.find(runId));
    if (run?.status !== 'accepted' || run.requestId === undefined) return;
    const handle = { endpoint: run.endpoint, requestId: run.requestId };
    const advance = await ask(ports, run, () => observeRun(ports, run, handle));
    await ports.unitOfWork.run(async (tx) => {
      const checked = await noteCheck(tx, ports, run);
      if (checked) await advance?.(tx, checked);
    });
  };

/** A provider that cannot answer now is asked again later; a question costs nothing. */
const ask = async <T>(
  { logger }: Needs,
  run: ProviderRun,
  question: () => Promise<T | undefined>,
): Promise<T | undefined> => {
  try {
    return await question();
  } catch (error) {
    if (!isPortError(error)) throw error;
    logger.warn({ runId: run.id, code: error.code }, 'the provider did not answer a check');
    return undefined;
  }
};

const noteCheck = async (
  { runs, jobs }: Transaction,
  { clock }: Needs,
  { id }: ProviderRun,
): Promise<ProviderRun | undefined> => {
  const run = await runs.find(id);
  if (run?.status !== 'accepted') return undefined;
  const checks = run.checks + 1;
  const next = nextCheckAt(run.subject.type, checks, clock.now());
  const checked: ProviderRun = { ...run, checks, nextCheckAt: next };
  if (!(await runs.save(checked, ['accepted']))) return undefined;
  await jobs.enqueue({ name: 'run.check', data: { runId: id } }, { startAt: next, key: id });
  return checked;
};

import type { RunId } from '../../shared/ids.ts';
import type { Ports } from '../../ports/ports.ts';
import { nameRun } from '../../steps/name-run.ts';

/** Tells the provider to stop a run that nobody waits for any more. */
export const cancelRun =
  ({
    unitOfWork,
    trainer,
    generator,
    logger,
  }: Pick<Ports, 'unitOfWork' | 'trainer' | 'generator' | 'logger'>) =>
  async ({ runId }: { runId: RunId }): Promise<void> => {
    const run = await unitOfWork.read(({ runs }) => runs.find(runId));
    if (run) nameRun({ logger }, run);
    if (!run?.requestId || run.status === 'ended') return;
    const provider = run.subject.type === 'training' ? trainer : generator;
    const handle = { endpoint: run.endpoint, requestId: run.requestId };
    const answer = await provider.cancel(handle);
    logger.info({ runId, answer }, 'cancelled at the provider');
    // Only a signal: what became of the run, and whether it is billed, is learnt by asking.
    await unitOfWork.run(({ jobs }) => jobs.enqueue({ name: 'run.check', data: { runId } }));
  };

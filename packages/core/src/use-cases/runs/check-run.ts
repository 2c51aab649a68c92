import type { RunId } from '../../shared/ids.ts';
import { isWatched } from '../../domain/run/run.ts';
import type { Ports } from '../../ports/ports.ts';
import { askAboutRun } from '../../steps/ask-about-run.ts';
import { nameRun } from '../../steps/name-run.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'trainer' | 'generator' | 'clock' | 'policy' | 'logger'>;

/**
 * Asks the provider how a run stands, and asks again until it has ended: no webhook is needed to
 * finish anything, and what a cancelled run costs after all is known too.
 */
export const checkRun =
  (ports: Needs) =>
  async ({ runId }: { runId: RunId }): Promise<void> => {
    const run = await ports.unitOfWork.read(({ runs }) => runs.find(runId));
    if (run) nameRun(ports, run);
    if (isWatched(run)) await askAboutRun(ports, run);
  };

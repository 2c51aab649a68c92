import type { Flow, Scene } from './flow.ts';
import type { Worker } from './worker.ts';

const sweepMs = 15_000;
/** Longer than the longest deadline, and then some. */
const mostSweeps = 260;

/**
 * Lets time pass until nothing waits: the provider ends what it has, jobs run when they are due, the
 * reconciler sweeps. Answers what is still going on when it has had time enough.
 */
export const quiet = async (flow: Flow, worker: Worker, scene: Scene): Promise<string[]> => {
  const { clock, stores, aisha } = worker;
  for (let sweeps = 0; sweeps < mostSweeps; sweeps += 1) {
    await provide(flow, worker, scene);
    await aisha.reconcile();
    await worker.work();
    const end = new Date(clock.now().getTime() + sweepMs);
    const next = await stores.jobs.nextAt();
    if (!next && sweeps > 0 && !(await stores.unfinished())) return [];
    clock.reach(next && next < end ? next : end);
  }
  return ['it never comes to rest'];
};

const provide = async (
  { provider }: Flow,
  { aisha }: Worker,
  { outside }: Scene,
): Promise<void> => {
  if (provider.ends !== 'never') await outside.endRuns(provider.ends);
  if (provider.reports) await outside.report(aisha.receiveWebhook);
  else await outside.loseReports();
};

import { createAisha, type Ports } from '@aisha/core';
import { withFaults, type FaultPlan } from '@aisha/core/testing';
import type { ShiftedClock } from './shifted-clock.ts';
import type { Stores } from './stores.ts';

const unstruck: FaultPlan = { at: Infinity, mode: 'kill' };
/** Jobs that queue themselves without a pause would keep a worker busy for ever. */
const mostJobs = 500;

/** One process of ours, whose wheels the test turns. */
export const createWorker = (
  { ports, stores, clock }: { ports: Ports; stores: Stores; clock: ShiftedClock },
  plan: FaultPlan = unstruck,
) => {
  const faulty = withFaults(ports, plan);
  const aisha = createAisha(faulty.ports);
  return {
    aisha,
    stores,
    struck: () => faulty.struck(),
    hanging: faulty.hanging,
    release: () => faulty.release(),
    /** Runs what is due by the clock, and what that makes due. */
    work: async (): Promise<void> => {
      for (let ran = 0; ran < mostJobs; ran += 1) {
        if ((await stores.jobs.runNext(aisha.jobs)) === undefined) return;
      }
      throw new Error('jobs keep making jobs that are due at once');
    },
    clock,
  };
};

export type Worker = ReturnType<typeof createWorker>;

import { fileSystemBlobStore } from '@aisha/adapters/file-system';
import type { FaultPlan } from '@aisha/core/testing';
import { Client } from 'pg';
import { brokenInvariants, queryWith } from '../invariants.ts';
import type { Flow, Scene } from './flow.ts';
import { portsOf } from './outside.ts';
import { playSteps } from './play-steps.ts';
import { quiet } from './quiet.ts';
import { sceneOf } from './scene.ts';
import { shiftedClock, type ShiftedClock } from './shifted-clock.ts';
import type { Person, Prepared, Stage } from './stage.ts';
import { openStores, type Stores } from './stores.ts';
import { createWorker, type Worker } from './worker.ts';

export type Played = {
  /** The call that was struck; undefined where the flow ended before. */
  readonly struck: string | undefined;
  readonly wrong: readonly string[];
};

/** One copy of the stage: who is left in it, and connections that the next process may have. */
export type House = {
  readonly stage: Stage;
  readonly clock: ShiftedClock;
  readonly people: Person[];
  readonly spare: Stores[];
  readonly inspector: Client;
  readonly readBefore: Set<string>;
};

type OpenWorker = (house: House, plan?: FaultPlan) => Promise<Worker>;

/** The beginning of a flow, up to a fault. */
export type Begin = (given: {
  readonly house: House;
  readonly flow: Flow;
  readonly scene: Scene;
  readonly openWorker: OpenWorker;
}) => Promise<{
  readonly struck: string | undefined;
  /** Which step is to be played next. */
  readonly step: number;
  /** Lets a process that was stuck go on to its end. */
  readonly late?: () => Promise<void>;
}>;

/** In this process, with one call that fails or hangs. */
export const withFault =
  (plan: FaultPlan): Begin =>
  async ({ house, flow, scene, openWorker }) => {
    const worker = await openWorker(house, plan);
    const { step, stuck } = await playSteps(flow, worker, scene);
    const struck = worker.struck();
    if (!stuck) {
      house.spare.push(worker.stores);
      return { struck, step };
    }
    const late = async (): Promise<void> => {
      worker.release();
      await stuck;
      await worker.stores.close();
    };
    return { struck, step, late };
  };

/** Plays flows on copies of a stage, each with one fault and a person of its own, and looks at the end. */
export const openTheatre = (prepared: Prepared) => {
  const { outside } = prepared;
  let house: House | undefined;

  const close = async (): Promise<void> => {
    const closing = house;
    house = undefined;
    for (const stores of closing?.spare ?? []) await stores.close();
    await closing?.inspector.end();
    await closing?.stage.drop();
  };

  /** Where somebody is left to whom nothing has happened yet: a full database takes long to look through. */
  const nextHouse = async (): Promise<House> => {
    if (house && house.people.length > 0) return house;
    await close();
    const stage = await prepared.copy();
    const inspector = new Client({ connectionString: stage.url });
    await inspector.connect();
    const own = { people: [...stage.people], spare: [], readBefore: new Set<string>() };
    house = { stage, clock: shiftedClock(), inspector, ...own };
    return house;
  };

  const openWorker: OpenWorker = async ({ stage, clock, spare }, plan) => {
    const stores = spare.pop() ?? (await openStores(stage.url, clock));
    const ports = portsOf(outside, { stores, directory: stage.directory, clock });
    return createWorker({ ports, stores, clock }, plan);
  };

  const playOverture = async (house: House, { overture = [] }: Flow, scene: Scene) => {
    if (overture.length === 0) return;
    const worker = await openWorker(house);
    await playSteps({ steps: overture }, worker, scene);
    house.spare.push(worker.stores);
  };

  return {
    close,
    /** `begin` plays up to the fault; the rest is a new process's. */
    play: async (flow: Flow, begin: Begin): Promise<Played> => {
      const house = await nextHouse();
      const person = house.people.pop();
      if (!person) throw new Error('nobody is there');
      const scene = sceneOf(person, outside, house.stage);
      await playOverture(house, flow, scene);
      const { struck, step, late } = await begin({ house, flow, scene, openWorker });
      const fresh = await openWorker(house);
      const wrong = await finish(house, flow, { fresh, scene, step });
      if (late) {
        await late();
        const later = await finish(house, flow, { fresh, scene, step: flow.steps.length });
        wrong.push(...later.map((one) => `when the stuck one went on: ${one}`));
      }
      house.spare.push(fresh.stores);
      return { struck, wrong };
    },
  };
};

export type Theatre = ReturnType<typeof openTheatre>;

/** A new process takes over: it plays what is left, works until nothing is to be done, and all must be well. */

const finish = async (
  { stage, clock, inspector, readBefore }: House,
  flow: Flow,
  { fresh, scene, step }: { fresh: Worker; scene: Scene; step: number },
): Promise<string[]> => {
  await fresh.stores.takeOver();
  const rest = { ...flow, steps: flow.steps.slice(step) };
  await playSteps(rest, fresh, scene);
  const restless = await quiet(flow, fresh, scene);
  const { directory } = stage;
  const outside = {
    readBefore,
    blobs: fileSystemBlobStore({ directory }),
    sandboxRuns: stage.billOf(await scene.outside.bill()),
    now: clock.now(),
  };
  return [
    ...restless,
    ...(await flow.mistakes(fresh, scene)),
    ...(await fresh.stores.jobs.parked()).map((job) => `parked: ${job}`),
    ...(await brokenInvariants(queryWith(inspector), outside)),
  ];
};

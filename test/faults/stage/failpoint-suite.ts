import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultPlan } from '@aisha/core/testing';
import type { Flow } from './flow.ts';
import { modelledOutside } from './modelled-outside.ts';
import { prepareStage, type Beginning, type Prepared } from './stage.ts';
import { offset, strikeAll, tell } from './strike-all.ts';
import { openTheatre, withFault, type Begin, type Theatre } from './theatre.ts';

type Way = {
  readonly title: string;
  readonly plan: Omit<FaultPlan, 'at'>;
  /** A hanging call is played to its end twice. */
  readonly shortStride: number;
};

const ways: readonly Way[] = [
  { title: 'fails before it had its effect', plan: { mode: 'throw-before' }, shortStride: 1 },
  { title: 'has its effect and fails', plan: { mode: 'throw-after' }, shortStride: 1 },
  { title: 'never answers, or much too late', plan: { mode: 'hang' }, shortStride: 3 },
];

/** Half of the failures are what the port promises, the others what none does; it changes sides with the offset. */
const errorAt = (call: number): NonNullable<FaultPlan['error']> =>
  (call + offset) % 2 === 0 ? 'port-error' : 'defect';

const peopleInOneDatabase = 20;

/** Every call of each flow goes wrong once in each way, and each flow still ends well. */
export const failpointSuite = (begins: Beginning, flows: readonly Flow[]): void => {
  let stage: Prepared;
  let theatre: Theatre;

  beforeAll(async () => {
    stage = await prepareStage(modelledOutside(), begins, peopleInOneDatabase);
    theatre = openTheatre(stage);
  });

  afterAll(async () => {
    await theatre.close();
    await stage.drop();
  });

  describe.each(flows)('$name, whichever call', (flow) => {
    it.each(ways)('$title', async ({ title, plan, shortStride }) => {
      const beginAt = (at: number): Begin => withFault({ ...plan, at, error: errorAt(at) });
      const { struck, wrong } = await strikeAll(theatre, flow, { beginAt, shortStride });
      tell(`failpoints: ${flow.name}: ${struck.length} calls, ${title} (offset ${offset})`);
      expect(wrong).toEqual([]);
      expect(struck.length).toBeGreaterThan(5);
    });
  });
};

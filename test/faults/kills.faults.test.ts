import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { warmActors, type Actors } from './kills/actors.ts';
import { distantOutside } from './kills/distant-outside.ts';
import { startOutside, type OutsideServer } from './kills/outside-server.ts';
import { cancelledTraining, generationFlow, photoIntake, trainingFlow } from './stage/flows.ts';
import type { Outside } from './stage/outside.ts';
import { prepareStage, type Beginning, type Prepared } from './stage/stage.ts';
import { offset, strikeAll, tell } from './stage/strike-all.ts';
import { openTheatre, type Begin, type Theatre } from './stage/theatre.ts';

const peopleInOneDatabase = 10;

/** A process of its own plays, with the real client of fal against its sandbox, and dies in the middle. */
describe.each<{ begins: Beginning }>([{ begins: 'draft' }, { begins: 'ready' }])(
  'a process that is killed, beginning with what is $begins',
  ({ begins }) => {
    let server: OutsideServer;
    let outside: Outside;
    let stage: Prepared;
    let theatre: Theatre;
    let actors: Actors;

    beforeAll(async () => {
      actors = warmActors(2);
      server = await startOutside();
      outside = distantOutside(server.address);
      stage = await prepareStage(outside, begins, peopleInOneDatabase);
      theatre = openTheatre(stage);
    });

    afterAll(async () => {
      await actors.dismiss();
      await theatre.close();
      await stage.drop();
      await outside.close();
      await server.stop();
    });

    const killedAt =
      (at: number): Begin =>
      async ({ house: { stage: place, clock }, flow, scene: { person } }) => {
        const { url, directory } = place;
        const part = { url, directory, outside: server.address, flow: flow.name, person, at };
        const { aheadMs, ...end } = await actors.play({ ...part, aheadMs: clock.ahead() });
        clock.reach(new Date(Date.now() + aheadMs));
        return end;
      };

    const flows = [photoIntake, trainingFlow, cancelledTraining, generationFlow];
    it.each(flows.filter((flow) => flow.begins === begins))(
      'loses nothing and charges nobody twice, whichever was its last call: $name',
      async (flow) => {
        const { struck, wrong } = await strikeAll(theatre, flow, {
          beginAt: killedAt,
          shortStride: 4,
        });
        tell(`kills: ${flow.name}: killed after ${struck.length} calls (offset ${offset})`);
        expect(wrong).toEqual([]);
        expect(struck.length).toBeGreaterThan(3);
      },
    );
  },
);

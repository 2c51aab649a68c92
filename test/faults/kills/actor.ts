import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { flows } from '../stage/flows.ts';
import { portsOf } from '../stage/outside.ts';
import { playSteps } from '../stage/play-steps.ts';
import { sceneOf } from '../stage/scene.ts';
import { shiftedClock } from '../stage/shifted-clock.ts';
import type { Person } from '../stage/stage.ts';
import { openStores } from '../stage/stores.ts';
import { createWorker } from '../stage/worker.ts';
import { distantOutside } from './distant-outside.ts';
import type { OutsideAddress } from './outside-server.ts';

// A process that has loaded everything and waits to be told what to play, and at which of its calls
// to kill itself.

export type Part = {
  readonly url: string;
  readonly directory: string;
  readonly outside: OutsideAddress;
  readonly flow: string;
  readonly person: Person;
  readonly at: number;
  readonly aheadMs: number;
};

/** At once, and not when the event loop comes to it: the next moment there is nobody to write. */
const say = (line: string): void => void writeSync(1, `${line}\n`);

process.send?.('ready');
const [part] = (await once(process, 'message')) as [Part];
const flow = flows.find(({ name }) => name === part.flow);
if (!flow) throw new Error(`no flow is called ${part.flow}`);

const clock = shiftedClock(part.aheadMs);
const outside = distantOutside(part.outside);
const stores = await openStores(part.url, clock);
const ports = portsOf(outside, { stores, directory: part.directory, clock });
const worker = createWorker(
  { ports, stores, clock },
  {
    at: part.at,
    mode: 'kill',
    kill: (call) => {
      say(`struck ${call}`);
      say(`ahead ${clock.ahead()}`);
      process.kill(process.pid, 'SIGKILL');
    },
  },
);
const steps = flow.steps.map((step, at) => (...scene: Parameters<typeof step>) => {
  say(`step ${at}`);
  return step(...scene);
});
await playSteps({ ...flow, steps }, worker, sceneOf(part.person, outside, part));
say(`step ${steps.length}`);
say(`ahead ${clock.ahead()}`);
await stores.close();
await outside.close();
process.disconnect();

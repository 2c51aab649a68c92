import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOpenaiSandbox } from '../../examples/playground/src/openai-sandbox/index.ts';
import { startPrometheus, type Prometheus, type Range } from '../../test/deploy/a-prometheus.ts';
import { kinds } from '../../test/fleet/crew.ts';
import { startFleet } from '../../test/fleet/fleet.ts';
import { busyTime, minPhotos } from './busy-time.ts';

/** One of each of the two that are addressed, two that work: as compose.yaml has it. */
const sizes = { http: 1, bot: 1, worker: 2 };
/** Shorter than fal's, so that much happens in a few minutes. */
const timings = { queueMs: 500, trainingMs: 15_000, generationMs: 2_500 };
/** How often Prometheus scrapes, and so the least that Grafana draws; in seconds. */
const step = 15;

/** A whole product, and a Prometheus that watches it through some minutes and is then there to be asked. */
export const recordBusyTime = async <T>(
  forMs: number,
  look: (prometheus: Prometheus, over: Range) => Promise<T>,
): Promise<T> => {
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const { fleet, prometheus } = await open(closers);
    const from = seconds();
    const { served, disappointed } = await busyTime(fleet, forMs);
    console.log(`${served} people had all their pictures, ${disappointed} did not`);
    return await look(prometheus, { from, to: seconds(), step });
  } finally {
    for (const close of closers.toReversed()) await close();
  }
};

const open = async (closers: (() => Promise<unknown>)[]) => {
  const directory = await mkdtemp(join(tmpdir(), 'aisha-dashboard-'));
  closers.push(() => rm(directory, { recursive: true, force: true }));
  const apiKey = 'a-key-of-a-foreign-openai';
  const openai = await startOpenaiSandbox({ apiKey });
  closers.push(() => openai.stop());
  const variables = {
    MIN_PHOTOS: String(minPhotos),
    OPENAI_API_KEY: apiKey,
    OPENAI_BASE_URL: openai.baseUrl,
  };
  const fleet = await startFleet({ sizes, timings, variables });
  closers.push(() => fleet.remove());
  const ports = kinds.flatMap((kind) => fleet.crew.portsOf(kind));
  const prometheus = await startPrometheus({ directory, ports });
  closers.push(() => prometheus.stop());
  return { fleet, prometheus };
};

/** On the grid of steps, as Grafana asks. */
const seconds = (): number => Math.floor(Date.now() / 1000 / step) * step;

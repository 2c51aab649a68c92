import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Avatar } from '@aisha/core';
import type { ActorName } from './races/actors.ts';
import { openRaceWorld, type Turn } from './races/race-world.ts';
import {
  isFinal,
  orderPictures,
  orderTraining,
  statusOf,
  storePhotos,
  type Subject,
} from './races/subjects.ts';
import { size } from './size.ts';

let world: Awaited<ReturnType<typeof openRaceWorld>>;

beforeAll(async () => {
  world = await openRaceWorld();
});

afterAll(() => world.close());

/** How far a subject comes before the race begins. */
const beginnings: Readonly<Record<string, readonly ActorName[]>> = {
  ordered: [],
  'under way': ['submit'],
  'made, not yet kept': ['submit', 'good news'],
};

const runners: readonly ActorName[] = [
  'submit',
  'submit',
  'good news',
  'good news',
  'bad news',
  'poll',
  'poll',
  'cancel',
  'expire',
  'collect',
  'collect',
];

const turn = fc.record({
  actor: fc.constantFrom(...runners),
  replica: fc.nat({ max: 1 }),
  afterMs: fc.nat({ max: 8 }),
});
const race = fc.record({
  type: fc.constantFrom('training' as const, 'generation' as const),
  beginning: fc.constantFrom(...Object.keys(beginnings)),
  turns: fc.array(turn, { minLength: 2, maxLength: 4 }),
});

const prices = { training: 60, generation: 8 };
const sideBySide = 6;

/** Somebody who can afford this one thing. */
const someone = async (type: Subject['type']): Promise<Subject> => {
  if (type === 'generation') return orderPictures(world, await world.ready(prices.generation));
  const [draft] = await world.drafts(1, prices.training);
  await storePhotos(world, draft as Avatar);
  return orderTraining(world, draft as Avatar);
};

const run = async ({
  type,
  beginning,
  turns,
}: {
  type: Subject['type'];
  beginning: string;
  turns: readonly Turn[];
}): Promise<string> => {
  const subject = await someone(type);
  for (const actor of beginnings[beginning] ?? []) await world.act({ actor, replica: 0 }, subject);
  await world.race(turns, subject);
  const early = await statusOf(world, subject);
  await world.finish(subject);
  const status = await statusOf(world, subject);
  // What had ended in the race has ended for good, and whoever has it has paid for it.
  if (isFinal(early)) expect(status).toBe(early);
  expect(await world.captured(subject)).toBe(status === 'succeeded' ? prices[type] : 0);
  const balance = await world.replica(0).getBalance(subject.owner.userId);
  expect(balance).toEqual({ available: status === 'succeeded' ? 0 : prices[type], held: 0 });
  return `${type} ${status}`;
};

describe('replicas that race for one training or order', () => {
  const races = size(150, 3_000);
  const seed = Number(process.env['FAULTS_SEED'] ?? Date.now() % 1_000_000);

  it(`end it once, in ${races} races`, { timeout: size(120_000, 3_600_000) }, async () => {
    process.stdout.write(`    races of seed ${seed} (FAULTS_SEED)\n`);
    const all = fc.sample(race, { numRuns: races, seed });
    const ends = new Map<string, number>();
    for (let at = 0; at < all.length; at += sideBySide) {
      for (const end of await Promise.all(all.slice(at, at + sideBySide).map(run))) {
        ends.set(end, (ends.get(end) ?? 0) + 1);
      }
    }
    process.stdout.write(`    ${JSON.stringify(Object.fromEntries(ends))}\n`);
    expect(await world.broken(await world.untold())).toEqual([]);
  });
});

import { setTimeout as pause } from 'node:timers/promises';
import { randomOf } from '../../test/faults/soak/weather.ts';
import type { Fleet } from '../../test/fleet/fleet.ts';
import { live } from '../../test/fleet/people.ts';
import { smallPhotographs } from '../../test/support/walk.ts';

export const minPhotos = 4;
const peopleAtOnce = 4;
const patienceMs = 120_000;
const random = randomOf(20);

const between = (least: number, most: number): number => least + random() * (most - least);

/**
 * Minutes in which people train avatars and order pictures, and the vendors are as they are on a bad day.
 * Answers how many had all that they ordered, and how many went without.
 */
export const busyTime = async (fleet: Fleet, forMs: number) => {
  const photos = await smallPhotographs(peopleAtOnce * minPhotos);
  const startedAt = performance.now();
  const isOver = (): boolean => performance.now() - startedAt > forMs;
  const happened = { served: 0, disappointed: 0 };
  const comeAndGo = async (place: number): Promise<void> => {
    await pause(between(0, 20_000));
    for (let number = place; !isOver(); number += peopleAtOnce) {
      const mine = photos.slice(place * minPhotos).slice(0, minPhotos);
      const pictures = Math.round(between(1, 4));
      const patience = { patienceMs, lookEachMs: 500 };
      const going = { address: fleet.foreign.people, number, photos: mine, pictures, ...patience };
      await live(going).then(
        () => (happened.served += 1),
        () => (happened.disappointed += 1),
      );
      await pause(between(2_000, 15_000));
    }
  };
  await Promise.all([
    weather(fleet, forMs),
    knock(fleet, isOver),
    ...Array.from({ length: peopleAtOnce }, (_, place) => comeAndGo(place)),
  ]);
  return happened;
};

const now = { probability: 0.04, times: 'always' } as const;
const often = { probability: 0.15, times: 'always' } as const;

/** Small troubles all along, then one vendor after the other is away for a while. */
const weather = async ({ foreign: { fal, telegram } }: Fleet, forMs: number): Promise<void> => {
  fal.faults.add(
    { point: 'submit', effect: { kind: 'status', status: 429 }, ...now },
    { point: 'status', effect: { kind: 'status', status: 500 }, ...now },
    { point: 'download', effect: { kind: 'status', status: 502 }, ...now },
    { point: 'webhook', effect: { kind: 'lose' }, ...now },
    { point: 'webhook', effect: { kind: 'duplicate', copies: 1 }, ...often },
  );
  // Each time more than once: what is counted for the first time is not seen to rise.
  for (const retryAfter of [1, 3, 5]) {
    await pause(0.15 * forMs);
    telegram.faults.set({ tooManyRequests: { times: 8, retryAfter } });
  }
  telegram.faults.set({ serverError: { times: 60, status: 502 } });
  await pause(0.15 * forMs);
  fal.faults.add({ point: 'submit', effect: { kind: 'exhausted-balance' }, times: 2 });
};

const knockEachMs = 5_000;
const webhook = '/api/v1/avatar/status_update';

/** Whoever looks whether it is alive, and somebody who would like to be taken for fal. */
const knock = async ({ balancers: { http } }: Fleet, isOver: () => boolean): Promise<void> => {
  while (!isOver()) {
    const asked = [
      fetch(`${http.origin}/health`),
      fetch(`${http.origin}/ready`),
      fetch(`${http.origin}${webhook}`, { method: 'POST', body: '{}' }),
    ];
    const answers = await Promise.allSettled(asked);
    for (const answer of answers) {
      if (answer.status === 'fulfilled') await answer.value.arrayBuffer();
    }
    await pause(knockEachMs);
  }
};

import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { size } from '../size.ts';
import type { Product } from './product.ts';

/** The same in every run of one seed (mulberry32). */
export const randomOf = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** What fal does all the time, here and there. */
const bad = { probability: 0.06, times: 'always' } as const;
const often = { probability: 0.2, times: 'always' } as const;

const climate = ({ foreign: { fal } }: Product): void =>
  fal.faults.add(
    { point: 'submit', effect: { kind: 'status', status: 429 }, ...bad },
    { point: 'submit', effect: { kind: 'status', status: 503 }, ...bad },
    // Each is waited for a minute where its webhook is lost as well: more than a short run has.
    { point: 'submit', effect: { kind: 'lose-reply' }, ...bad, probability: size(0, 0.06) },
    { point: 'status', effect: { kind: 'status', status: 500 }, ...bad },
    { point: 'status', effect: { kind: 'corrupt-json' }, ...bad },
    { point: 'result', effect: { kind: 'reset' }, ...bad },
    { point: 'download', effect: { kind: 'status', status: 502 }, ...bad },
    { point: 'generation', effect: { kind: 'flag', indexes: [0] }, ...bad },
    { point: 'webhook', effect: { kind: 'lose' }, ...often },
    { point: 'webhook', effect: { kind: 'duplicate', copies: 3 }, ...often },
    { point: 'webhook', effect: { kind: 'late', ms: 2_000 }, ...often },
    { point: 'webhook', effect: { kind: 'drop-payload' }, ...bad },
  );

export type Storm = { readonly seed: number; readonly forMs: number; readonly sql: Pool };

/** Faults of fal all along, and now and then a worker or connections of the database less. Answers what happened. */
export const storm = async (
  product: Product,
  { seed, forMs, sql }: Storm,
): Promise<{ kills: number; terminations: number }> => {
  const random = randomOf(seed);
  const until = performance.now() + forMs;
  const happened = { kills: 0, terminations: 0 };
  climate(product);
  while (performance.now() < until) {
    await pause(500 + random() * 2_500);
    if (random() < 0.4) {
      happened.kills += 1;
      await product.killWorker(Math.floor(random() * 10));
    } else {
      happened.terminations += 1;
      // Not our own: whoever looks on is no part of it.
      await sql.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name <> 'onlooker'
           and random() < 0.3`,
      );
    }
  }
  product.foreign.fal.faults.clear();
  return happened;
};

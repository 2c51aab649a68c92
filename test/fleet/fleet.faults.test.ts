import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { Pool } from 'pg';
import { smallPhotographs } from '../support/walk.ts';
import { brokenInvariants, queryWith } from '../faults/invariants.ts';
import { size } from '../faults/size.ts';
import { kinds } from './crew.ts';
import { startFleet, type Fleet } from './fleet.ts';
import { live } from './people.ts';

const people = Number(process.env['FLEET_PEOPLE'] ?? size(12, 200));
/** A checkout of the version before, to have half of the processes run from it. */
const otherRoot = process.env['FLEET_OTHER'];
const picturesEach = 2;
const minPhotos = 4;
const different = 10;
const betweenKillsMs = 3_000;
/** Whoever's reply and webhook are both lost in a kill is waited for a minute, and tried again. */
const patienceMs = size(4, 20) * 60_000;

let fleet: Fleet | undefined;
let sql: Pool | undefined;
afterEach(async () => {
  await sql?.end();
  await fleet?.remove();
  [sql, fleet] = [undefined, undefined];
}, 300_000);

/** One of each kind every few seconds, as soon as those before it are back. */
const killInTurn = async ({ crew }: Fleet, isOver: () => boolean): Promise<void> => {
  do {
    await pause(betweenKillsMs);
    await Promise.all(kinds.map((kind) => crew.replace(kind)));
  } while (!isOver());
};

/** All tables and indexes, in bytes. */
const rowsOf = async (look: Pool): Promise<number> => {
  const { rows } = await look.query<{ bytes: number }>(
    `select sum(pg_total_relation_size(oid))::float8 as bytes from pg_class
     where relkind = 'r' and relnamespace in ('public'::regnamespace, 'pgboss'::regnamespace)`,
  );
  return rows[0]?.bytes ?? 0;
};

const settled = async (look: Pool): Promise<void> => {
  const count = async (text: string): Promise<number> =>
    (await look.query<{ count: number }>(`select count(*)::int as count from ${text}`)).rows[0]
      ?.count ?? 0;
  const open = `('reserved', 'submitting', 'queued', 'running', 'finishing')`;
  const waiting = [
    `generations where status in ${open}`,
    `trainings where status in ${open}`,
    `pgboss.job where state < 'completed'
       and name in ('notification.send', 'run.cancel', 'provider.event')`,
    `provider_runs where next_check_at is not null and status = 'accepted'`,
    `channel_updates where finished_at is null`,
  ];
  for (const what of waiting) {
    await expect.poll(() => count(what), { timeout: 180_000, interval: 500 }).toBe(0);
  }
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

describe('a fleet of two of each kind behind a balancer', () => {
  it(
    `gives ${people} people every picture while one of each kind is killed every few seconds`,
    { timeout: 2 * patienceMs + 300_000 },
    async () => {
      const running = await startFleet({
        sizes: { http: 2, bot: 2, worker: 2 },
        otherRoot,
        variables: { MIN_PHOTOS: String(minPhotos), PREVIEW_PICTURES: '0' },
      });
      fleet = running;
      sql = new Pool({ connectionString: running.databaseUrl, max: 2 });
      // Nobody compares what two people sent.
      const photos = await smallPhotographs(different * minPhotos);
      const bytesBefore = await rowsOf(sql);
      const startedAt = performance.now();
      let isOver = false;
      const living = Promise.all(
        Array.from({ length: people }, (_, number) =>
          live({
            address: running.foreign.people,
            number,
            photos: photos.slice((number % different) * minPhotos).slice(0, minPhotos),
            pictures: picturesEach,
            patienceMs,
            lookEachMs: size(250, 1_500),
          }),
        ),
      ).finally(() => (isOver = true));
      // Who does not come back is told of at once, not once everybody has waited in vain.
      const [lives] = await Promise.all([living, killInTurn(running, () => isOver)]);
      const tookMs = performance.now() - startedAt;
      await settled(sql);

      const bytesEach = ((await rowsOf(sql)) - bytesBefore) / people;
      const waits = lives.map(({ waitedMs }) => waitedMs);
      const { killed, end } = running.crew;
      const { http, bot } = running.balancers;
      process.stdout.write(
        `    ${people} people, ${people * picturesEach} pictures on ${running.name}` +
          `${otherRoot === undefined ? '' : ', half of the processes of another version'} in ` +
          `${seconds(tookMs)}; killed ${JSON.stringify(killed)}; lines passed to another: ` +
          `http ${http.refused()}, bot ${bot.refused()}; from the first word to the last picture ` +
          `p50 ${seconds(median(waits))}, most ${seconds(Math.max(...waits))}; ${Math.round(bytesEach / 1024)} KiB of tables each\n`,
      );
      for (const kind of kinds) expect(killed[kind]).toBeGreaterThan(0);
      expect(lives.map(({ pictures }) => pictures)).toEqual(lives.map(() => picturesEach));
      const { rows } = await sql.query(
        'select status, count(*)::int as count from generations group by status',
      );
      expect(rows).toEqual([{ status: 'succeeded', count: people * picturesEach }]);
      const codes = await end('SIGTERM');
      expect(new Set(codes)).toEqual(new Set([0]));
      const sandboxRuns = running.foreign.fal.runs();
      const outside = { blobs: running.blobs, sandboxRuns };
      expect(await brokenInvariants(queryWith(sql), outside)).toEqual([]);
    },
  );
});

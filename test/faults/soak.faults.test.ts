import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createAisha, isPortError, type Avatar, type GenerationId } from '@aisha/core';
import { inMemoryPorts, silentLogger } from '@aisha/core/testing';
import { fileSystemBlobStore } from '@aisha/adapters/file-system';
import { systemClock, systemIds } from '@aisha/adapters/in-process';
import { createOrm, mikroOrmUnitOfWork } from '@aisha/adapters/mikro-orm';
import { pgBossJobQueue } from '@aisha/adapters/pg-boss';
import { Pool } from 'pg';
import { openChat } from '../support/chat.ts';
import { join, trainAvatar } from '../support/walk.ts';
import { brokenInvariants, queryWith } from './invariants.ts';
import { size } from './size.ts';
import { startProduct, type Product } from './soak/product.ts';
import { randomOf, storm } from './soak/weather.ts';

const minutes = Number(process.env['FAULTS_MINUTES'] ?? size(1 / 5, 3));
const seed = Number(process.env['FAULTS_SEED'] ?? Date.now() % 1_000_000);
/** Whoever's reply and webhook are both lost is waited for a minute, and tried again. */
const quietMs = 6 * 60_000;

let product: Product | undefined;
let closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.toReversed()) await close();
  await product?.remove();
  closers = [];
});

/** Orders as the bot would, straight at the use cases: what is under test is what becomes of them. */
const openOrders = async (url: string) => {
  const orm = await createOrm({ url, poolSize: 2 });
  const queue = pgBossJobQueue({ url, logger: silentLogger, poolSize: 2 });
  await queue.open();
  closers.push(
    () => orm.close(),
    () => queue.close(),
  );
  const ids = systemIds();
  const unitOfWork = mikroOrmUnitOfWork({
    orm,
    enqueue: (em, ...job) => queue.enqueueIn(em.getKysely(), ...job),
  });
  const aisha = createAisha(inMemoryPorts({ unitOfWork, ids, clock: systemClock }));
  return { aisha, ids };
};

describe('hours of bad weather', () => {
  it(
    `leave nothing open, nothing lost and nothing paid twice (${minutes.toFixed(1)} minutes)`,
    { timeout: minutes * 60_000 + quietMs + 180_000 },
    async () => {
      product = await startProduct({ workers: 2 });
      const sql = new Pool({
        connectionString: product.url,
        max: 2,
        application_name: 'onlooker',
      });
      closers.push(() => sql.end());
      const chat = await openChat(product.foreign.people);
      await join(chat);
      await trainAvatar(chat);
      const { rows: ready } = await sql.query<{ id: Avatar['id']; userId: Avatar['userId'] }>(
        `select id, user_id as "userId" from avatars where status = 'ready'`,
      );
      const { aisha, ids } = await openOrders(product.url);
      const before = await product.memory();
      const startedAt = performance.now();

      const weather = { isStormy: true };
      const random = randomOf(seed);
      const ordering = (async () => {
        let ordered = 0;
        while (weather.isStormy) {
          const [avatar] = ready;
          if (!avatar) throw new Error('nobody is ready');
          const order = {
            id: ids.next<GenerationId>(),
            userId: avatar.userId,
            avatarId: avatar.id,
            prompt: 'reading in a garden',
            aspectRatio: '1:1',
            count: 1 + Math.floor(random() * 2),
          } as const;
          const taken = await aisha.requestGeneration(order).then(
            ({ ok }) => ok,
            (error: unknown) => {
              if (!isPortError(error)) throw error;
              return false;
            },
          );
          if (taken) ordered += 1;
          if (taken && random() < 0.1) {
            await aisha.cancelGeneration(order.id, order.userId).catch(() => undefined);
          }
          // The sandbox draws each picture itself, on this machine.
          await pause(500 + random() * 700);
        }
        return ordered;
      })();
      ordering.catch(() => undefined);
      const happened = await storm(product, { seed, forMs: minutes * 60_000, sql });
      weather.isStormy = false;
      const ordered = await ordering;

      const open = `select count(*)::int as count from generations
        where status in ('reserved', 'submitting', 'queued', 'running', 'finishing')`;
      const count = async (text: string): Promise<number> =>
        (await sql.query<{ count: number }>(text)).rows[0]?.count ?? 0;
      await expect.poll(() => count(open), { timeout: quietMs, interval: 500 }).toBe(0);
      const jobs = `select count(*)::int as count from pgboss.job where state < 'completed'
        and name in ('notification.send', 'run.cancel', 'provider.event')`;
      await expect.poll(() => count(jobs), { timeout: 120_000, interval: 500 }).toBe(0);
      const asked = `select count(*)::int as count from provider_runs
        where next_check_at is not null and status = 'accepted'`;
      await expect.poll(() => count(asked), { timeout: 60_000, interval: 500 }).toBe(0);

      const after = await product.memory();
      const hours = (performance.now() - startedAt) / 3_600_000;
      const slope = (name: 'bot' | 'http') =>
        `${name} ${after[name].toFixed(0)} MiB (${((after[name] - before[name]) / hours).toFixed(0)} MiB/h)`;
      const { rows: statuses } = await sql.query(
        'select status, count(*)::int as count from generations group by status order by status',
      );
      process.stdout.write(
        `    seed ${seed} (FAULTS_SEED): ${ordered} orders, ${JSON.stringify(happened)}, ` +
          `${JSON.stringify(statuses)}, ${slope('bot')}, ${slope('http')}\n`,
      );
      expect(await product.stop()).toEqual([0, 0, 0, 0]);
      const blobs = fileSystemBlobStore({ directory: product.files });
      const sandboxRuns = product.foreign.fal.runs();
      expect(await brokenInvariants(queryWith(sql), { blobs, sandboxRuns })).toEqual([]);
    },
  );
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from './until.ts';
import { wireOf } from './webhooks/fal-sender.ts';
import { flood, tell } from './webhooks/flood.ts';
import { openWebhookStage, type WebhookStage } from './webhooks/webhook-stage.ts';
import { besideWorker } from './webhooks/worker-beside.ts';

let stage: WebhookStage;
beforeAll(async () => {
  stage = await openWebhookStage();
});
afterAll(() => stage.close());

describe('while the database is away', () => {
  const deliverIn = async (requestId: string) => {
    const startedAt = performance.now();
    const status = await stage.deliver(requestId);
    return { status, ms: performance.now() - startedAt };
  };

  it('a message is answered 503 at once, and accepted when it comes again', async () => {
    const requestId = randomUUID();
    await stage.proxy.refuse();
    stage.proxy.reset();
    const refused = await deliverIn(requestId);
    await stage.proxy.pass();
    tell(`database gone: ${refused.status} after ${Math.round(refused.ms)} ms`);
    expect(refused.status).toBe(503);
    expect(refused.ms).toBeLessThan(2_000);
    await until(async () => (await stage.deliver(requestId)) === 200);
    expect(await stage.count(`provider_events where request_id = '${requestId}'`)).toBe(1);
  });

  it('nobody waits for a database that says nothing longer than fal waits for us', async () => {
    const requestIds = Array.from({ length: 50 }, () => randomUUID());
    stage.proxy.halfOpen();
    const answers = await Promise.all(requestIds.map(deliverIn));
    await stage.proxy.pass();
    const slowest = Math.max(...answers.map(({ ms }) => ms));
    tell(`database silent: 503 after at most ${Math.round(slowest)} ms`);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect(slowest).toBeLessThan(10_000);
    await until(async () => (await stage.deliver(requestIds[0]!)) === 200);
    const again = await Promise.all(requestIds.map((requestId) => stage.deliver(requestId)));
    expect(new Set(again)).toEqual(new Set([200]));
    expect(
      await stage.count(`provider_events where request_id = any('{${requestIds.join()}}')`),
    ).toBe(50);
  });
});

const setAside = 'provider_events where quarantined_at is not null';

describe('a database that was restored from a backup', () => {
  let restored: WebhookStage;
  beforeAll(async () => {
    restored = await openWebhookStage();
  });
  afterAll(() => restored.close());

  it('keeps and sets aside what it is told of runs it does not know, and changes nothing else', async () => {
    await besideWorker(restored, async (worker) => {
      const owned = await worker.submitted();
      const { requestId, query, body } = worker.finish();
      // As though the backup was made before the run was written down.
      await restored.sql.query('delete from provider_runs');
      const wire = wireOf(restored.sender, query, { requestId, body });
      const { statuses } = await flood(restored.port, {
        connections: 1,
        count: 1,
        make: () => wire,
      });
      expect(statuses).toEqual({ 200: 1 });

      await until(async () => (await restored.count(setAside)) === 1);
      expect(worker.errors().map(({ fields }) => fields)).toContainEqual(
        expect.objectContaining({ requestId }) as object,
      );
      expect(worker.told()).not.toContain('training.succeeded');
      const held = { available: 240, held: 60 };
      expect(await worker.aisha.getBalance(owned.userId)).toEqual(held);
      expect(await worker.aisha.reconcile()).toMatchObject({ expired: 0 });
      expect(await worker.aisha.getBalance(owned.userId)).toEqual(held);
    });
  });

  it('ends what it has lost the run of when its time is over, and gives the price back', async () => {
    await besideWorker(restored, async ({ aisha, told }) => {
      await restored.sql.query(`update trainings set deadline_at = now() - interval '1 second'`);
      await aisha.reconcile();
      await until(() => told().includes('training.ended'));
      expect(await restored.count(setAside)).toBe(1);
      expect(await restored.count(`ledger_accounts where part = 'held' and balance <> 0`)).toBe(0);
      expect(await restored.broken()).toEqual([]);
    });
  });
});

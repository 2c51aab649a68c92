import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from './until.ts';
import { size } from './size.ts';
import { wireOf } from './webhooks/fal-sender.ts';
import { flood, shown, tell } from './webhooks/flood.ts';
import { forgeries } from './webhooks/forgeries.ts';
import {
  meanwhile,
  openWebhookStage,
  statusOf,
  type WebhookStage,
} from './webhooks/webhook-stage.ts';
import { besideWorker, granted } from './webhooks/worker-beside.ts';

let stage: WebhookStage;
beforeAll(async () => {
  stage = await openWebhookStage();
});
afterAll(() => stage.close());

describe('one message, delivered again and again', () => {
  const times = size(10_000, 100_000);

  it(`${times} times over 50 connections has one effect`, async () => {
    await besideWorker(stage, async (worker) => {
      const owned = await worker.submitted();
      const { requestId, query, body } = worker.finish();
      const before = { events: await stage.events(), jobs: await stage.eventJobs() };
      const wire = wireOf(stage.sender, query, { requestId, body });
      const flooded = await flood(stage.port, { connections: 50, count: times, make: () => wire });
      tell(`duplicates: ${shown(flooded)}`);
      expect(flooded.statuses).toEqual({ 200: times });
      expect(flooded.p99Ms).toBeLessThan(3_000);

      await until(() => worker.told().includes('training.succeeded'));
      expect(await stage.events()).toBe(before.events + 1);
      expect(await stage.eventJobs()).toBe(before.jobs + 1);
      expect(worker.told().filter((type) => type === 'training.succeeded')).toHaveLength(1);
      const { latestTraining } = granted(
        await worker.aisha.getAvatar(owned.avatarId, owned.userId),
      );
      expect(latestTraining?.status).toBe('succeeded');
      expect(await worker.aisha.getBalance(owned.userId)).toEqual({ available: 240, held: 0 });
      expect(await stage.broken()).toEqual([]);
    });
  });

  it('by two senders at once in different orders never makes them wait for each other', async () => {
    const requests = Array.from({ length: 200 }, () => randomUUID());
    const query = stage.sender.queryOf();
    const wires = requests.map((requestId) => wireOf(stage.sender, query, { requestId }));
    const [forth, back] = await Promise.all(
      [wires, wires.toReversed()].map((order) =>
        flood(stage.port, { connections: 20, count: 200, make: (at) => order[at] ?? order[0]! }),
      ),
    );
    expect([forth?.statuses, back?.statuses]).toEqual([{ 200: 200 }, { 200: 200 }]);
    expect(
      await stage.count(`provider_events where request_id = any('{${requests.join()}}')`),
    ).toBe(200);
  });
});

describe('forged messages', () => {
  const times = size(10_000, 100_000);

  it(`of every kind, ${times} of them, leave nothing behind and make us ask for keys once`, async () => {
    expect(await stage.deliver(randomUUID())).toBe(200);
    const before = { events: await stage.events(), jobs: await stage.eventJobs() };
    const asked = stage.sender.keys.received.length;
    const startedAt = Date.now();
    const linesBefore = stage.said().split('\n').length;
    const kinds = Object.values(forgeries(stage.sender, { forSeconds: 120 }));
    const make = (at: number) => kinds[at % kinds.length]!;
    const { result, p99Ms } = await meanwhile(stage.port, () =>
      flood(stage.port, { connections: 50, count: times, make }),
    );
    tell(
      `${kinds.length} kinds of forgeries: ${shown(result)}, /health p99 ${p99Ms.toFixed(1)} ms`,
    );
    expect(result.statuses).toEqual({ 401: times });
    expect(await stage.events()).toBe(before.events);
    expect(await stage.eventJobs()).toBe(before.jobs);
    const minutes = Math.ceil((Date.now() - startedAt) / 60_000);
    expect(stage.sender.keys.received.length - asked).toBeLessThanOrEqual(minutes + 1);
    expect(stage.said().split('\n').length - linesBefore).toBeLessThanOrEqual(2 * minutes + 2);
    expect(p99Ms).toBeLessThan(2_000);
  });

  it('are refused one by one, whatever is wrong with them', async () => {
    for (const [kind, wire] of Object.entries(forgeries(stage.sender))) {
      const { statuses } = await flood(stage.port, { connections: 1, count: 1, make: () => wire });
      expect(statuses, kind).toEqual({ 401: 1 });
    }
  });

  it('do not keep true ones from being accepted', async () => {
    const kinds = Object.values(forgeries(stage.sender));
    const query = stage.sender.queryOf();
    const true_ = Array.from({ length: 100 }, () =>
      wireOf(stage.sender, query, { requestId: randomUUID() }),
    );
    const [, accepted] = await Promise.all([
      flood(stage.port, { connections: 40, count: 1_000, make: (at) => kinds[at % kinds.length]! }),
      flood(stage.port, { connections: 5, count: 100, make: (at) => true_[at]! }),
    ]);
    expect(accepted.statuses).toEqual({ 200: 100 });
  });
});

describe('no answer', () => {
  it('is ever a 3xx: to fal that would be the last word', async () => {
    const paths = [
      '//',
      '/health/',
      '/api/v1/avatar/status_update/',
      '/API/V1/AVATAR/STATUS_UPDATE',
    ];
    for (const path of paths) expect(await statusOf(stage.port, path)).toBe(404);
  });
});

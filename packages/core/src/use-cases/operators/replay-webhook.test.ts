import { describe, expect, it } from 'vitest';
import type { ProviderEventId } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { anEvent } from '../../testing/builders/generations.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';

const by = { who: 'ada', why: 'restored from a backup' };

describe('replaying a message of the provider', () => {
  it('finishes what it tells of, once however often it is replayed', async () => {
    const { ports, aisha, submitted, look } = aWorld();
    const { id, userId, price } = await submitted();
    const report = ports.trainer.succeed(ports.trainer.latest().requestId);
    const [run] = look.runs(id);
    const event = anEvent({ ...report, ...(run && { runId: run.id }) });
    await ports.unitOfWork.run(({ events }) => events.add(event));
    for (let times = 0; times < 2; times += 1) {
      const replayed = granted(await aisha.replayWebhook({ eventId: event.id, by }));
      expect(replayed.run?.id).toBe(run?.id);
      await ports.jobs.drain();
    }
    expect(look.training(id).status).toBe('succeeded');
    const { available } = await aisha.getBalance(userId);
    expect(available).toBe(300 - price);
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { ...by, action: 'webhooks.replay', subject: `webhook ${event.id}` },
      { action: 'webhooks.replay' },
    ]);
  });

  it('says where its run is unknown, and refuses what is none', async () => {
    const { ports, aisha } = aWorld();
    const event = anEvent();
    await ports.unitOfWork.run(({ events }) => events.add(event));
    expect(granted(await aisha.replayWebhook({ eventId: event.id, by })).run).toBeUndefined();
    const none = await aisha.replayWebhook({ eventId: freshId<ProviderEventId>(), by });
    expect(none).toEqual({ ok: false, refusal: { code: 'webhook.not-found' } });
  });
});

import { describe, expect, it } from 'vitest';
import { hookPausesMs } from '../../domain/api/hook.ts';
import { aClient } from '../../testing/world/a-client.ts';

const waiting = async () => {
  const client = await aClient(['training.cancelled']);
  await client.cancelled();
  return client;
};

describe('what a client is told', () => {
  it('names its person as the client does, and says nobody’s words', async () => {
    const { ports, user, messages } = await waiting();
    await ports.jobs.drain();
    const [sent] = ports.hookSender.sent;
    const body = JSON.parse(sent?.body ?? '') as object;
    expect(body).toMatchObject({
      type: 'training.cancelled',
      data: { userId: 'ada', reason: 'cancelled' },
    });
    expect(sent?.body).not.toContain(user.id);
    expect(messages()).toMatchObject([{ status: 'delivered', attempts: 1, lastAnswer: '200' }]);
    expect(ports.notifier.told).toEqual([]);
  });

  it('is tried again after longer and longer pauses, then left to be replayed', async () => {
    const { ports, messages } = await waiting();
    ports.hookSender.answer(500);
    await ports.jobs.drain();
    for (const [at, pauseMs] of hookPausesMs.entries()) {
      expect(messages()).toMatchObject([{ status: 'waiting', attempts: at + 1 }]);
      ports.clock.advance(pauseMs - 1);
      await ports.jobs.drain();
      expect(messages()[0]?.attempts).toBe(at + 1);
      ports.clock.advance(1);
      await ports.jobs.drain();
    }
    const attempts = hookPausesMs.length + 1;
    expect(messages()).toMatchObject([{ status: 'failed', attempts, lastAnswer: '500' }]);
    expect(ports.jobs.pending('hook.deliver')).toEqual([]);
    expect(new Set(ports.hookSender.sent.map(({ id }) => id)).size).toBe(1);
  });

  it('is tried again where nobody answers, until somebody does', async () => {
    const { ports, messages } = await waiting();
    ports.hookSender.answer('nobody');
    await ports.jobs.drain();
    expect(messages()).toMatchObject([{ status: 'waiting', lastAnswer: 'fetch.failed' }]);
    ports.hookSender.answer(204);
    await ports.jobs.drainFor(10_000);
    expect(messages()).toMatchObject([{ status: 'delivered', attempts: 2, lastAnswer: '204' }]);
  });

  it('is told no more to who says that it is gone', async () => {
    const { ports, aisha, client, cancelled, messages } = await waiting();
    ports.hookSender.answer(410);
    await ports.jobs.drain();
    expect(messages()).toMatchObject([{ status: 'failed', lastAnswer: '410' }]);
    expect((await aisha.listHooks(client.id))[0]?.disabledAt).toEqual(ports.clock.now());
    await cancelled();
    await ports.jobs.drain();
    expect(messages()).toHaveLength(1);
  });

  it('is told once, though the news comes twice', async () => {
    const { ports, messages, user } = await waiting();
    const [news] = ports.jobs.pending('notification.send').map(({ job }) => job);
    await ports.jobs.drain();
    if (news?.name !== 'notification.send') throw new Error('no news');
    await ports.unitOfWork.run(({ jobs }) => jobs.enqueue(news));
    await ports.jobs.drain();
    expect(news.data.userId).toBe(user.id);
    expect(messages()).toHaveLength(1);
    expect(ports.hookSender.sent).toHaveLength(1);
  });

  it('is not told again by a job that comes late', async () => {
    const { ports, aisha, messages } = await waiting();
    await ports.jobs.drain();
    const [message] = messages();
    await aisha.jobs['hook.deliver']({ messageId: message!.id });
    expect(ports.hookSender.sent).toHaveLength(1);
  });

  it('goes with the person whom it is about', async () => {
    const { ports, aisha, user, messages } = await waiting();
    await ports.jobs.drain();
    await aisha.requestErasure(user);
    await ports.jobs.drainFor(60_000);
    expect(messages()).toEqual([]);
    expect(ports.notifier.told).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { freshId } from '../../testing/builders/fresh.ts';
import { aClient } from '../../testing/world/a-client.ts';

const told = async () => {
  const client = await aClient(['training.cancelled']);
  await client.cancelled();
  await client.ports.jobs.drain();
  const [message] = client.messages();
  return { ...client, message: message! };
};

describe('a message that is replayed', () => {
  it('is sent again under the same id', async () => {
    const { aisha, client, ports, message, messages } = await told();
    const input = { messageId: message.id, clientId: client.id };
    expect(await aisha.replayHookMessage(input)).toMatchObject({ status: 'waiting', attempts: 0 });
    await ports.jobs.drain();
    expect(ports.hookSender.sent.map(({ id }) => id)).toEqual([message.id, message.id]);
    expect(messages()).toMatchObject([{ status: 'delivered', attempts: 1 }]);
  });

  it('is on its way already where it still waits', async () => {
    const { aisha, client, ports, message } = await told();
    const input = { messageId: message.id, clientId: client.id };
    await aisha.replayHookMessage(input);
    await aisha.replayHookMessage(input);
    expect(ports.jobs.pending('hook.deliver')).toHaveLength(1);
  });

  it('is its client’s, or an operator’s, who is written down', async () => {
    const { aisha, ports, message } = await told();
    const foreign = { messageId: message.id, clientId: freshId<typeof message.clientId>() };
    expect(await aisha.replayHookMessage(foreign)).toBeUndefined();
    const by = { who: 'ada', why: 'they asked' };
    expect(await aisha.replayHookMessage({ messageId: message.id, by })).toBeDefined();
    const entries = await ports.unitOfWork.read(({ audit }) => audit.list({ limit: 1 }));
    expect(entries).toMatchObject([{ ...by, action: 'hooks.replay' }]);
    const missing = freshId<typeof message.id>();
    expect(await aisha.replayHookMessage({ messageId: missing, by })).toBeUndefined();
  });
});

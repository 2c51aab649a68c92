import { expect, it } from 'vitest';
import { freshId } from '../../testing/builders/fresh.ts';
import { aClient } from '../../testing/world/a-client.ts';

it('a hook that is removed is told nothing more, and only its client removes it', async () => {
  const { aisha, client, hook, ports, cancelled, messages } = await aClient();
  expect(await aisha.removeHook(hook.id, freshId())).toBe(false);
  await cancelled();
  expect(await aisha.removeHook(hook.id, client.id)).toBe(true);
  await ports.jobs.drain();
  expect(messages()).toEqual([]);
  expect(ports.hookSender.sent.filter(({ body }) => body.includes('training.'))).toEqual([]);
  expect(await aisha.removeHook(hook.id, client.id)).toBe(false);
});

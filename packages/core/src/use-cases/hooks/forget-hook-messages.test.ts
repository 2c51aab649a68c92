import { expect, it } from 'vitest';
import { hookMessagesKeptMs } from '../../domain/api/hook.ts';
import { aClient } from '../../testing/world/a-client.ts';

it('what clients were told is forgotten a month later, and what waits is not', async () => {
  const { aisha, ports, cancelled, messages } = await aClient(['training.cancelled']);
  await cancelled();
  await ports.jobs.drain();
  expect(await aisha.forgetHookMessages()).toBe(0);
  ports.clock.advance(hookMessagesKeptMs + 1);
  await cancelled();
  expect(await aisha.forgetHookMessages()).toBe(1);
  await ports.jobs.drain();
  expect(messages()).toHaveLength(1);
});

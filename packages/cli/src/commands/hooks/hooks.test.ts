import { describe, expect, it } from 'vitest';
import { aHook, aHookMessage, aUser, anApiClient } from '@aisha/core/testing';
import { aCli } from '../../cli.fixture.ts';

const aSetting = async () => {
  const cli = aCli({ columns: 160 });
  const client = anApiClient();
  const user = aUser();
  const hook = aHook({ clientId: client.id });
  const of = { hookId: hook.id, clientId: client.id, userId: user.id };
  const failed = aHookMessage({
    ...of,
    status: 'failed',
    attempts: 9,
    lastAnswer: '500',
    finishedAt: new Date(),
    body: '{"userId":"their name"}',
  });
  const waiting = aHookMessage(of);
  await cli.ports.unitOfWork.run(async ({ apiKeys, users, hooks }) => {
    await apiKeys.addClient(client);
    await users.add(user);
    await hooks.add(hook);
    await hooks.addMessage(failed);
    await hooks.addMessage(waiting);
  });
  return { ...cli, failed, waiting };
};

describe('aisha hooks', () => {
  it('lists what services were told, and what they answered', async () => {
    const { run, failed, waiting } = await aSetting();
    const { printed } = await run('hooks', 'list');
    expect(printed).toMatch(new RegExp(`${failed.id} .+ failed +9 .+ 500`, 'u'));
    expect(printed).toContain(waiting.id);
    const { printed: json } = await run('hooks', 'list', '--status', 'failed', '--json');
    expect(JSON.parse(json)).toMatchObject([{ id: failed.id, lastAnswer: '500' }]);
    expect(json).not.toContain('their name');
  });

  it('tells one again, and writes down who wanted it', async () => {
    const { run, failed, ports } = await aSetting();
    const { id } = failed;
    const told = await run('hooks', 'replay', id, '--why', 'they asked', '--yes');
    expect(told).toMatchObject({ code: 0, printed: 'It is on its way.\n' });
    expect(ports.jobs.pending('hook.deliver')).toHaveLength(1);
    const entries = await ports.unitOfWork.read(({ audit }) => audit.list({ limit: 1 }));
    expect(entries).toMatchObject([{ action: 'hooks.replay', why: 'they asked' }]);
  });

  it('ends with 4 for one that nobody knows', async () => {
    const { run } = await aSetting();
    const unknown = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e';
    expect(await run('hooks', 'replay', unknown, '--yes')).toMatchObject({ code: 4 });
  });
});

import { describe, expect, it } from 'vitest';
import type { ProviderPause } from '@aisha/core';
import { aCli, type Cli } from '../../cli.fixture.ts';

const pause = async ({ ports }: Cli, own: Partial<ProviderPause> = {}) => {
  const since = ports.clock.now();
  const paused: ProviderPause = {
    scope: 'account',
    reason: 'balance-exhausted',
    since,
    refusals: 1,
    probes: 0,
    nextProbeAt: since,
    ...own,
  };
  await ports.unitOfWork.run(({ pauses }) => pauses.add(paused));
};

describe('aisha queue', () => {
  it('pauses a queue, lists it as paused, and resumes it', async () => {
    const cli = aCli();
    const paused = await cli.run('queue', 'pause', 'training.submit', '--yes', '--why', 'a move');
    expect(paused).toMatchObject({ printed: 'training.submit is paused.\n', code: 0 });
    const { printed } = await cli.run('queue', 'list');
    expect(printed).toMatch(/^QUEUE +WAITING +RUNNING +PARKED +OLDEST +PAUSED SINCE\n/u);
    expect(printed).toMatch(/training\.submit +0 +0 +0 +0 s +2026-/u);
    const again = await cli.run('queue', 'pause', 'training.submit', '--yes');
    expect(again).toMatchObject({ told: ['It is paused already.'], code: 5 });
    const resumed = await cli.run('queue', 'resume', 'training.submit', '--yes');
    expect(resumed).toMatchObject({ printed: 'training.submit goes on.\n', code: 0 });
    expect((await cli.run('queue', 'list')).printed).toBe('All queues are empty.\n');
    expect(await cli.aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { action: 'queue.resume', subject: 'queue training.submit' },
      { action: 'queue.pause', why: 'a move' },
    ]);
  });

  it('names the queues there are to who knows none', async () => {
    const cli = aCli();
    const { told, code } = await cli.run('queue', 'pause', 'everything', '--yes');
    expect(code).toBe(4);
    expect(told[0]).toMatch(/^There is no queue everything\. There are: .*run\.check/u);
    expect(await cli.aisha.inspectAudit({ limit: 5 })).toEqual([]);
  });

  it('asks before it changes anything', async () => {
    const cli = aCli({ answers: ['n'] });
    expect(await cli.run('queue', 'pause', 'run.check')).toMatchObject({ code: 6 });
    expect(cli.questions).toEqual(['Pause run.check? (y/N) ']);
    expect((await cli.aisha.inspectJobs.queues()).paused).toEqual([]);
  });

  it('tells that the provider is paused and why, and resumes it', async () => {
    const cli = aCli();
    await pause(cli);
    const { printed } = await cli.run('queue', 'list');
    expect(printed).toContain('The provider is paused (account): balance-exhausted');
    expect(printed).toContain('aisha queue resume provider');
    const resumed = await cli.run('queue', 'resume', 'provider', '--yes');
    expect(resumed.printed).toBe('Resumed: account. 0 that waited are submitted now.\n');
    expect(await cli.run('queue', 'resume', 'provider', '--yes')).toMatchObject({ code: 5 });
  });

  it('resumes the one scope that is named', async () => {
    const cli = aCli();
    await pause(cli);
    await pause(cli, { scope: 'fal-ai/flux-lora', reason: 'unavailable' });
    const args = ['queue', 'resume', 'provider', '--scope', 'fal-ai/flux-lora', '--yes', '--json'];
    const { printed } = await cli.run(...args);
    expect(JSON.parse(printed)).toEqual({ scopes: ['fal-ai/flux-lora'], hurried: 0 });
  });
});

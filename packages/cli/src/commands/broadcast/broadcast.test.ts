import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Broadcast } from '@aisha/core';
import { aCli } from '../../cli.fixture.ts';
import { somebody } from '../../somebody.fixture.ts';

const unknown = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e';

describe('aisha broadcast', () => {
  let directory: string;
  let words: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'aisha-broadcast-'));
    words = join(directory, 'hello.txt');
    await writeFile(words, 'Hello {firstName},\nthere are new styles.\n');
  });
  afterAll(() => rm(directory, { recursive: true }));

  const aSetting = async () => {
    const cli = aCli({ columns: 120 });
    await somebody(cli);
    await somebody(cli, 'telegram:78');
    const send = (...own: string[]) =>
      cli.run('broadcast', 'send', '--text', `en=${words}`, ...own);
    return { ...cli, send };
  };

  it('says with --dry-run what it would say and to how many, and nothing else', async () => {
    const { ports, send } = await aSetting();
    const { printed, code } = await send('--dry-run');
    expect(code).toBe(0);
    expect(printed).toBe('en: 2 people\n  Hello Ada,\n  there are new styles.\n2 people in all\n');
    const one = await send('--only', 'telegram:78', '--dry-run', '--json');
    expect(JSON.parse(one.printed)).toMatchObject({ total: 1 });
    expect(ports.jobs.pending()).toEqual([]);
  });

  it('tells everybody once somebody has agreed, and says how far it is', async () => {
    const { ports, run, send } = await aSetting();
    expect(await send()).toMatchObject({ code: 6 });
    const sent = await send('--yes', '--why', 'new styles');
    expect(sent.told[0]).toContain('2 people in all');
    const id = /broadcast show (\S+)/u.exec(sent.printed)?.[1] ?? '';
    expect((await run('broadcast', 'show', id)).printed).toContain('broadcast stop');
    await ports.jobs.drain();
    expect(ports.notifier.told).toHaveLength(2);
    const shown = await run('broadcast', 'show', id);
    expect(shown.printed).toContain('Broadcast: done\n');
    expect(shown.printed).toContain('told      2 of 2, 0 did not want to hear, 0 in vain\n');
    const listed = await run('broadcast', 'list');
    expect(listed.printed).toMatch(/done +2\/2 .+Hello \{firstName\},\n/u);
    expect((await run('broadcast', 'stop', id, '--yes')).code).toBe(5);
    expect((await run('broadcast', 'show', unknown)).code).toBe(4);
  });

  it('is stopped and resumed', async () => {
    const { run, send } = await aSetting();
    const { id } = JSON.parse((await send('--yes', '--json')).printed) as Broadcast;
    const resumed = await run('broadcast', 'resume', id, '--yes');
    expect(resumed.printed).toBe('A worker goes on: 0 of 2 were told.\n');
    const stopped = await run('broadcast', 'stop', id, '--yes');
    expect(stopped.printed).toBe('Stopped: 0 of 2 were told.\n');
  });

  it('refuses words and audiences that are none', async () => {
    const { run, send } = await aSetting();
    expect(await send('--locale', 'ru', '--yes')).toMatchObject({
      code: 5,
      told: ['It would reach nobody.'],
    });
    expect((await send('--fallback', 'ru', '--yes')).code).toBe(5);
    await expect(send('--only', 'telegram:404')).rejects.toThrow('There is no person telegram:404');
    const none = join(directory, 'none');
    await expect(run('broadcast', 'send', '--text', `en=${none}`)).rejects.toThrow('no file');
  });
});

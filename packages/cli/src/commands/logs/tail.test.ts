import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCli } from '../../cli.fixture.ts';
import { widthOf } from '../../text-width.ts';
import { follow, linesIn } from './follow.ts';

let folder: string;
let file: string;

const line = (level: string, msg: string, fields: object = {}): string =>
  `${JSON.stringify({ level, time: '2026-11-23T12:00:00.000Z', msg, ...fields })}\n`;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aisha-logs-'));
  file = join(folder, 'aisha.log');
  await writeFile(
    file,
    [
      line('info', 'started', { port: 8000 }),
      line('warn', 'a job failed', { job: 'run.check', attempt: 2 }),
      'Error: not one of ours\u001B[31m\n',
      line('error', '日'.repeat(90), { trainingId: 't-1' }),
    ].join(''),
  );
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const tail = async (...args: string[]) =>
  (await aCli().run('logs', 'tail', file, ...args)).printed.trimEnd().split('\n');

describe('aisha logs tail', () => {
  it('shows the last lines as people read them, within the terminal', async () => {
    const shown = await tail();
    expect(shown.slice(0, 3)).toEqual([
      '12:00:00 info  started  port=8000',
      '12:00:00 warn  a job failed  job=run.check  attempt=2',
      'Error: not one of ours',
    ]);
    expect(shown).toHaveLength(4);
    for (const text of shown) expect(widthOf(text)).toBeLessThanOrEqual(80);
    expect(await tail('-n', '2')).toEqual(shown.slice(2));
  });

  it('only those that are bad enough, and what is no line of ours', async () => {
    const shown = await tail('--level', 'warn');
    expect(shown.map((text) => text.slice(0, 20))).toEqual([
      '12:00:00 warn  a job',
      'Error: not one of ou',
      expect.stringMatching(/^12:00:00 error /u) as string,
    ]);
  });

  it('tells an error by what it says, not by where it was thrown', async () => {
    const cause = { type: 'Error', message: 'reset', stack: 'Error: reset\n    at one.ts:1' };
    const error = { type: 'Error', message: 'cut', stack: 'Error: cut\n    at two.ts:2', cause };
    await writeFile(file, line('warn', 'failed', { error }));
    const { printed } = await aCli({ columns: 200 }).run('logs', 'tail', file);
    expect(printed).toContain('"message":"cut","cause":{"type":"Error","message":"reset"}');
    expect(printed).not.toContain('.ts:');
  });

  it('says so where there is no such file', async () => {
    await expect(aCli().run('logs', 'tail', `${file}.gone`)).rejects.toThrow(/^There is no file /u);
  });

  it('only those about one thing, as they were written where a program asks', async () => {
    const shown = await tail('--about', 't-1', '--json');
    expect(shown).toHaveLength(1);
    expect(JSON.parse(shown[0] ?? '')).toMatchObject({ level: 'error', trainingId: 't-1' });
  });
});

describe('following a log', () => {
  it('goes on with what is added, also where it was begun anew', async () => {
    const lines = linesIn(follow(file, 0));
    for (let at = 0; at < 4; at += 1) await lines.next();
    await appendFile(file, line('info', 'more'));
    expect((await lines.next()).value).toContain('more');
    await writeFile(file, line('info', 'anew'));
    expect((await lines.next()).value).toContain('anew');
    await lines.return(undefined);
  });
});

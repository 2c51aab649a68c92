import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLayout, type Layout } from './layout.ts';
import { openServerLog, readServerLog, reasonIn } from './server-log.ts';

let layout: Layout;

beforeEach(async () => {
  layout = await openLayout(await mkdtemp(join(tmpdir(), 'aisha-log-')));
});

afterEach(() => rm(layout.home, { recursive: true, force: true }));

const write = async (text: string): Promise<number> => {
  const log = await openServerLog(layout);
  const { size } = await log.stat();
  await log.write(text);
  await log.close();
  return size;
};

describe("the server's log", () => {
  it('goes on in the same file while that is small', async () => {
    await write('first\n');
    const before = await write('second\n');
    expect(await readServerLog(layout, before)).toBe('second\n');
    expect(await readServerLog(layout, 0)).toBe('first\nsecond\n');
  });

  it('starts anew when it has grown, and keeps one older file', async () => {
    await writeFile(`${layout.serverLog}.1`, 'oldest');
    await writeFile(layout.serverLog, 'x'.repeat(1_000_001));
    await write('new\n');
    expect(await readServerLog(layout, 0)).toBe('new\n');
    expect((await stat(`${layout.serverLog}.1`)).size).toBe(1_000_001);
    expect(await readFile(`${layout.serverLog}.1`, 'utf8')).not.toContain('oldest');
  });

  it('names the fatal line as the reason, else the last', () => {
    expect(reasonIn('LOG: a\nFATAL:  disk full\nLOG: down\n')).toBe('FATAL:  disk full');
    expect(reasonIn('LOG: a\nkilled\n\n')).toBe('killed');
    expect(reasonIn('')).toBe('no reason given');
  });
});

import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from './journal.ts';

describe('the journal', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'journal-'));
  });
  afterEach(async () => rm(directory, { recursive: true }));

  const reopen = () => openJournal(directory).table<{ n: number }>('row').values();

  it('has after a restart what was set and not deleted', () => {
    const journal = openJournal(directory);
    const table = journal.table<{ n: number }>('row');
    table.set('a', { n: 1 });
    table.set('b', { n: 2 });
    table.set('a', { n: 3 });
    table.delete('b');
    journal.close();
    expect(reopen()).toEqual([{ n: 3 }]);
  });

  it('leaves out a line that a crash has cut', async () => {
    const journal = openJournal(directory);
    journal.table('row').set('a', { n: 1 });
    journal.close();
    await appendFile(join(directory, 'journal.jsonl'), '["row","b",{"n":');
    const again = openJournal(directory);
    again.table('row').set('c', { n: 3 });
    again.close();
    expect(reopen()).toEqual([{ n: 1 }, { n: 3 }]);
  });

  it('stays small however often a row changes', async () => {
    const journal = openJournal(directory);
    const table = journal.table<{ n: number }>('row');
    for (let n = 0; n < 12_000; n += 1) table.set('a', { n });
    journal.close();
    const lines = (await readFile(join(directory, 'journal.jsonl'), 'utf8')).split('\n');
    expect(lines.length).toBeLessThan(6_000);
    expect(reopen()).toEqual([{ n: 11_999 }]);
  });

  it('takes nothing after it is closed', () => {
    const journal = openJournal(directory);
    const table = journal.table<{ n: number }>('row');
    journal.close();
    expect(() => table.set('a', { n: 1 })).toThrow('closed');
  });
});

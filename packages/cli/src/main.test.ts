import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

type Ended = { readonly code: number; readonly out: string; readonly error: string };

/** The command as it is typed, in a process without any configuration. */
const aisha = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const command = ['--conditions=@aisha/source', main, ...args];
    execFile(process.execPath, command, { env: {} }, (failure, out, error) => {
      resolve({ code: typeof failure?.code === 'number' ? failure.code : 0, out, error });
    });
  });

describe('aisha, typed', { timeout: 60_000 }, () => {
  it('shows an example at every level of its help', async () => {
    const levels = [
      [],
      ['avatars'],
      ['avatars', 'list'],
      ['avatars', 'show'],
      ['ledger'],
      ['ledger', 'verify'],
      ['ledger', 'show'],
      ['storage'],
      ['storage', 'sweep'],
      ['doctor'],
      ['jobs'],
      ['backup', 'restore'],
    ];
    const helps = await Promise.all(levels.map((level) => aisha(...level, '--help')));
    for (const { code, out } of helps) {
      expect(code).toBe(0);
      expect(out).toMatch(/\nExample:\n {2}aisha (?:avatars|ledger|storage|doctor|jobs|backup)\b/u);
    }
  });

  it('answers what it does not understand with one sentence', async () => {
    const mistakes = [
      ['avatars', 'list', '--bogus'],
      ['avatars', 'list', '--limit', '0'],
      ['avatars', 'show', 'not-an-id'],
      ['ledger', 'show', 'not a person'],
      ['ledger', 'show', 'telegram:1', '--before', 'x'],
      ['storage', 'sweep', '--bogus'],
      ['pictures'],
    ];
    const answers = await Promise.all(mistakes.map((mistake) => aisha(...mistake)));
    for (const { code, out, error } of answers) {
      expect(code).toBe(1);
      expect(out).toBe('');
      expect(error).toMatch(/^error: .+\n\(--help tells more\)\n$/u);
    }
  });
});

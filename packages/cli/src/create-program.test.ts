import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { aCli } from './cli.fixture.ts';
import { groups } from './groups.ts';
import { leavesOf } from './leaves.fixture.ts';

const helpOf = (command: Command): string => {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  return text;
};

const longOf = (command: Command): (string | undefined)[] =>
  command.options.map(({ long }) => long);

/** What changes nothing, or nothing but files of whoever typed it. Anything else asks first. */
const looking = new Set([
  'doctor',
  ...['avatars', 'trainings', 'generations', 'webhooks', 'users', 'broadcast', 'jobs'].flatMap(
    (group) => [`${group} list`, `${group} show`],
  ),
  'webhooks verify',
  'credits history',
  'keys list',
  'hooks list',
  'ledger verify',
  'ledger show',
  'storage verify',
  'styles lint',
  'styles list',
  'audit list',
  'queue list',
  'stats',
  'logs tail',
  'db status',
  'config show',
  'config check',
  'backup create',
  'backup verify',
]);

describe('every command', () => {
  it('says what it does, has --json, and an example that calls itself', async () => {
    for (const [typed, command] of await leavesOf()) {
      expect(command.description(), typed).toMatch(/^[A-Z].+[^.]$/u);
      expect(longOf(command), typed).toContain('--json');
      expect(helpOf(command), typed).toMatch(new RegExp(`\nExample:\n {2}aisha ${typed}\\b`, 'u'));
    }
  });

  it('that is not known to only look takes --yes', async () => {
    const changing = [...(await leavesOf())].filter(([, command]) =>
      longOf(command).includes('--yes'),
    );
    const typed = [...(await leavesOf()).keys()];
    expect(changing.map(([name]) => name)).toEqual(typed.filter((name) => !looking.has(name)));
    expect([...looking].filter((name) => !typed.includes(name))).toEqual([]);
  });

  it('that takes --yes takes who wants it, and why', async () => {
    for (const [typed, command] of await leavesOf()) {
      const long = longOf(command);
      expect(long.includes('--why'), typed).toBe(long.includes('--yes'));
    }
  });
});

describe('a group of commands', () => {
  it('has an example of its own, which is one of its commands', async () => {
    const typed = [...(await leavesOf()).keys()];
    for (const { name, example } of groups) {
      if (example === undefined) expect(typed).toContain(name);
      else
        expect(
          typed.some((command) => example.startsWith(command)),
          name,
        ).toBe(true);
    }
  });

  it('runs twice in one process', async () => {
    const { run } = aCli();
    await run('audit', 'list');
    expect((await run('audit', 'list', '--json')).printed).toBe('[]\n');
  });
});

import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { aCli } from './cli.fixture.ts';
import { groups } from './groups.ts';

const anyOptions = {
  open: () => Promise.reject(new Error('help opens nothing')),
  openLedger: () => Promise.reject(new Error('help opens nothing')),
  lintStyles: () => Promise.reject(new Error('help opens nothing')),
  diagnoseWebhook: () => Promise.reject(new Error('help opens nothing')),
  output: { write: () => undefined, columns: 80 },
  terminal: {
    interactive: false,
    ask: async () => '',
    note: () => undefined,
    status: () => undefined,
  },
  operator: () => 'ada',
  exit: () => undefined,
} as unknown as Parameters<Awaited<ReturnType<(typeof groups)[number]['load']>>>[1];

/** Everything that does something, by what is typed. */
const leavesOf = async (): Promise<Map<string, Command>> => {
  const leaves = new Map<string, Command>();
  const walk = (command: Command, typed: string): void => {
    if (command.commands.length === 0) leaves.set(typed, command);
    for (const each of command.commands) walk(each, `${typed} ${each.name()}`);
  };
  for (const { name, load } of groups) {
    const group = new Command(name).helpCommand(false);
    const fill = await load();
    fill(group, anyOptions);
    walk(group, name);
  }
  return leaves;
};

const helpOf = (command: Command): string => {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  return text;
};

const longOf = (command: Command): (string | undefined)[] =>
  command.options.map(({ long }) => long);

describe('every command', () => {
  it('says what it does, has --json, and an example that calls itself', async () => {
    for (const [typed, command] of await leavesOf()) {
      expect(command.description(), typed).toMatch(/^[A-Z].+[^.]$/u);
      expect(longOf(command), typed).toContain('--json');
      expect(helpOf(command), typed).toMatch(new RegExp(`\nExample:\n {2}aisha ${typed}\\b`, 'u'));
    }
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

import { Command } from 'commander';
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

/** Every command that does something, by what is typed. */
export const leavesOf = async (): Promise<Map<string, Command>> => {
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

import { Command } from 'commander';
import { exampleOf } from './about.ts';
import { groups } from './groups.ts';
import type { CreateProgramOptions } from './program-options.ts';

/** `aisha`: what operators type. A group of commands is loaded when it is typed, so parse it with `parseAsync`. */
export const createProgram = (options: CreateProgramOptions): Command => {
  const program = new Command('aisha')
    .description('Looks after an Aisha installation.')
    .helpCommand(false)
    .configureOutput({ writeOut: options.output.write })
    .showHelpAfterError('(--help tells more)')
    .addHelpText('after', helpOfProgram);
  for (const { name, description, example } of groups) {
    const group = program.command(name).description(description);
    if (example !== undefined) group.addHelpText('after', exampleOf(example));
  }
  const filled = new Set<Command>();
  program.hook('preSubcommand', async (_program, command) => {
    const group = groups.find(({ name }) => name === command.name());
    if (!group || filled.has(command)) return;
    filled.add(command);
    const fill = await group.load();
    fill(command.helpCommand(false), options);
  });
  return program;
};

const helpOfProgram = `
Each command tells more with --help, and answers a program with --json. What
changes something asks first, or takes --yes, and is written down with who and
why: aisha audit list.

Exit codes:
  0  all is well
  1  it could not be done, or was not understood
  3  something is not as it should be
  4  there is no such thing
  5  the rules say no
  6  nobody said yes
  7  a service did not answer; later it may

Example:
  aisha avatars list --status failed`;

import type { Command } from 'commander';
import { parseWords } from './arguments.ts';

export type About = {
  /** One sentence, without a full stop. */
  readonly description: string;
  /** As it is typed, after `aisha `. */
  readonly example: string;
  /** What the description has no room for, such as how it ends. */
  readonly notes?: string;
  /** What `--json` gives. */
  readonly json?: string;
};

export const exampleOf = (example: string): string => `\nExample:\n  aisha ${example}`;

/** A command that only looks: what it does, `--json`, and an example in its help. */
export const looking = (
  command: Command,
  { description, example, notes, json = 'JSON instead of text' }: About,
): Command =>
  command
    .description(description)
    .option('--json', json)
    .addHelpText('after', `${notes ? `\n${notes}\n` : ''}${exampleOf(example)}`);

/** A command that changes something: besides, `--yes`, and who wants it and why. */
export const changing = (command: Command, about: About): Command =>
  looking(command, about)
    .option('-y, --yes', 'does it without asking')
    .option('--who <name>', 'who wants it; without it whoever is logged in', parseWho)
    .option('--why <text>', 'why, for the audit log', parseWhy);

export type Looking = { readonly json?: true };

export type Changing = Looking & {
  readonly yes?: true;
  readonly who?: string;
  readonly why?: string;
};

// As long as the audit log takes them; the core, which says so, is not loaded for the sake of help.
const parseWho = (text: string): string => parseWords(text, 100);
const parseWhy = (text: string): string => parseWords(text, 500);

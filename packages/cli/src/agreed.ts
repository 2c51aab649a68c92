import type { By } from '@aisha/core';
import type { Changing } from './about.ts';
import { exitCodes } from './exit-codes.ts';
import type { CreateProgramOptions } from './program-options.ts';

/**
 * Asks whether a change is wanted, unless `--yes` says so, and answers who wants it and why. Undefined
 * where nobody agrees, or nobody is there to: then the command has ended and changes nothing.
 */
export const agreed = async (
  { terminal, operator, exit }: Pick<CreateProgramOptions, 'terminal' | 'operator' | 'exit'>,
  { yes, who = operator(), why }: Changing,
  /** What is about to happen, as a question: `Retry 3 jobs?` */
  question: string,
): Promise<By | undefined> => {
  if (who === '') {
    terminal.note(
      'Nobody can see here who you are: --who <name> says so, or AISHA_WHO. Nothing was changed.',
    );
    exit(exitCodes.unconfirmed);
    return undefined;
  }
  if (yes) return { who, why };
  if (!terminal.interactive) {
    terminal.note(
      `${question} Nobody is here to say so: nothing was changed. --yes does it without asking.`,
    );
    exit(exitCodes.unconfirmed);
    return undefined;
  }
  const answer = await terminal.ask(`${question} (y/N) `);
  const isMeant = answer !== undefined && /^\s*y(?:es)?\s*$/iu.test(answer);
  // Whoever leaves at the second question has thought better of it.
  const said = isMeant ? (why ?? (await reason(terminal))) : undefined;
  if (said === undefined) {
    terminal.note('Nothing was changed.');
    exit(exitCodes.unconfirmed);
    return undefined;
  }
  return { who, why: said || undefined };
};

const longestReason = 500;

const reason = async (terminal: CreateProgramOptions['terminal']): Promise<string | undefined> => {
  const said = await terminal.ask('Why, for the audit log? (Enter for nothing) ');
  return said?.trim().slice(0, longestReason);
};

import type { Aisha } from '@aisha/core';
import { exitCodes } from '../../exit-codes.ts';
import type { CreateProgramOptions } from '../../program-options.ts';
import { printable } from '../../text-width.ts';

/** Whether there is such a queue. Where not, it is told which there are, and the command has ended. */
export const knownQueue = (
  { terminal, exit }: Pick<CreateProgramOptions, 'terminal' | 'exit'>,
  jobs: Aisha['jobs'],
  name: string,
): boolean => {
  const names = Object.keys(jobs);
  if (names.includes(name)) return true;
  terminal.note(`There is no queue ${printable(name)}. There are: ${names.join(', ')}.`);
  exit(exitCodes.notFound);
  return false;
};

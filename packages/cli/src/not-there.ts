import type { Looking } from './about.ts';
import { exitCodes } from './exit-codes.ts';
import type { CreateProgramOptions } from './program-options.ts';

/** Ends a command that was asked to show something that is not there. */
export const notThere = (
  { output, exit }: Pick<CreateProgramOptions, 'output' | 'exit'>,
  what: string,
  { json }: Looking,
): void => {
  output.write(json ? 'null\n' : `There is no ${what}.\n`);
  exit(exitCodes.notFound);
};

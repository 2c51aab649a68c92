import { looking, type Looking } from '../../about.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';

export const addCheck: Fill = (group, { environment, output, exit }) => {
  looking(group.command('check'), {
    description: 'Checks the variables that all apps read, all problems at once. Opens nothing',
    example: 'config check',
    notes: 'Ends with code 3 where anything is wrong. Names variables, never what they are set to.',
  }).action(async ({ json }: Looking) => {
    const problems = await problemsOf(await environment());
    if (json) output.write(asJson({ problems }));
    else if (problems.length === 0) output.write('The configuration is right.\n');
    else output.write(problems.map((problem) => `${problem}\n`).join(''));
    if (problems.length > 0) exit(exitCodes.wrong);
  });
};

const problemsOf = async (
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> => {
  const { ConfigurationError, readVariables, sharedProblems, sharedVariables } =
    await import('@aisha/adapters/composition');
  try {
    readVariables(sharedVariables, environment, sharedProblems);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};

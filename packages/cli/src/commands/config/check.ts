import { Option } from 'commander';
import { looking, type Looking } from '../../about.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { problemsOf, roles, type Role } from './roles.ts';

type Flags = Looking & { readonly role?: Role };

export const addCheck: Fill = (group, { environment, output, exit }) => {
  looking(group.command('check'), {
    description: 'Checks every variable that the apps read, all problems at once. Opens nothing',
    example: 'config check --role worker',
    notes:
      'Without --role it is that of ROLE, or else everything: bot, worker and http.\n' +
      'Ends with code 3 where anything is wrong. Names variables, never what they are set to.',
  })
    .addOption(new Option('--role <role>', 'as a process of this role would').choices(roles))
    .action(async ({ json, role }: Flags) => {
      const variables = await environment();
      const problems = await problemsOf(role ?? roleOf(variables['ROLE']), variables);
      if (json) output.write(asJson({ problems }));
      else if (problems.length === 0) output.write('The configuration is right.\n');
      else output.write(problems.map((problem) => `${problem}\n`).join(''));
      if (problems.length > 0) exit(exitCodes.wrong);
    });
};

/** What is no role is told as a problem of everything's. */
const roleOf = (named: string | undefined): Role => roles.find((role) => role === named) ?? 'all';

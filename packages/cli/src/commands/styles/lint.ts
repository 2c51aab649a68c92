import { resolve } from 'node:path';
import { looking, type Looking } from '../../about.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { lintReport } from './styles-report.ts';

export const addLint: Fill = (group, { lintStyles, output, exit }) => {
  looking(
    group.command('lint').argument('[folder]', 'where the packs lie; without it those in use'),
    {
      description: 'Looks whether the packs of styles are right. Needs no database',
      example: 'styles lint ./styles',
      notes:
        'Ends with code 3 where anything is wrong; each fault is named with its file and line.',
    },
  ).action(async (folder: string | undefined, { json }: Looking) => {
    const linted = await lintStyles(folder === undefined ? undefined : resolve(folder));
    output.write(json ? asJson(linted) : lintReport(linted));
    if (linted.faults.length > 0) exit(exitCodes.wrong);
  });
};

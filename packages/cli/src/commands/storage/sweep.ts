import type { OrphanSweep } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { printable } from '../../text-width.ts';

type Flags = Looking & { readonly dryRun?: boolean };

export const addSweep: Fill = (group, { open, output, exit }) => {
  looking(group.command('sweep'), {
    description: 'Removes bytes that nothing has referred to for a day, as happens daily by itself',
    example: 'storage sweep --dry-run',
    notes:
      'Ends with code 3 where rows have lost their bytes; those rows are told and left as they are.',
  })
    .option('--dry-run', 'only looks')
    .action(async ({ dryRun = false, json }: Flags) => {
      const { sweepOrphans } = await open();
      const swept = await sweepOrphans({ dryRun });
      output.write(json ? asJson(swept) : sweepReport(swept, dryRun));
      if (swept.missing > 0) exit(exitCodes.wrong);
    });
};

const sweepReport = (swept: OrphanSweep, dryRun: boolean): string =>
  [
    `${swept.scanned} objects looked at`,
    `${swept.orphans} that nothing refers to ${dryRun ? 'would go' : 'removed'}`,
    `${swept.spared} that nothing refers to left for now`,
    ...(dryRun ? [] : [`${swept.unfinished} unfinished uploads removed`]),
    `${swept.missing} rows without their bytes`,
    ...swept.missingExamples.map(({ key, owner }) => `  ${printable(owner)}: ${printable(key)}`),
    '',
  ].join('\n');

import type { By, OrphanSweep } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { progressOf } from '../../progress.ts';
import { printable } from '../../text-width.ts';

type Flags = Changing & { readonly dryRun?: boolean };

export const addSweep: Fill = (group, options) => {
  const { open, output, terminal, exit } = options;
  changing(group.command('sweep'), {
    description: 'Removes bytes that nothing has referred to for a day, as happens daily by itself',
    example: 'storage sweep --dry-run',
    notes:
      'Ends with code 3 where rows have lost their bytes; those rows are told and left as they are.',
  })
    .option('--dry-run', 'only looks')
    .action(async ({ dryRun = false, ...flags }: Flags) => {
      const { sweepOrphans } = await open();
      const report = (swept: OrphanSweep): void => {
        output.write(flags.json ? asJson(swept) : sweepReport(swept, dryRun));
        if (swept.missing > 0) exit(exitCodes.wrong);
      };
      const swept = async (by?: By): Promise<OrphanSweep> => {
        const progress = progressOf(terminal, 'looking at objects');
        const onScanned = (scanned: number): void => progress.step(scanned);
        try {
          return await sweepOrphans({ dryRun, by, onScanned });
        } finally {
          progress.end();
        }
      };
      if (dryRun) return report(await swept());
      const by = await agreed(options, flags, 'Remove what nothing refers to?');
      if (by) report(await swept(by));
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

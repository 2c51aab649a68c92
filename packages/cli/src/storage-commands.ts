import type { Command } from 'commander';
import type { OrphanSweep } from '@aisha/core';
import type { CreateProgramOptions } from './program-options.ts';
import { exitCodes } from './exit-codes.ts';
import { asJson } from './json.ts';
import { printable } from './text-width.ts';

export const addStorage = (program: Command, options: CreateProgramOptions): void => {
  const storage = program
    .command('storage')
    .description('Photos, pictures and weights that are kept')
    .addHelpText('after', '\nExample:\n  aisha storage sweep --dry-run');
  addSweep(storage, options);
};

type SweepFlags = { readonly dryRun?: boolean; readonly json?: boolean };

const addSweep = (storage: Command, { open, output, exit }: CreateProgramOptions): void => {
  storage
    .command('sweep')
    .description('Removes bytes that nothing has referred to for a day, as happens daily by itself')
    .option('--dry-run', 'only looks')
    .option('--json', 'JSON instead of text')
    .addHelpText(
      'after',
      '\nEnds with code 3 where rows have lost their bytes; those rows are told and left as they are.' +
        '\n\nExample:\n  aisha storage sweep --dry-run',
    )
    .action(async ({ dryRun = false, json }: SweepFlags) => {
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

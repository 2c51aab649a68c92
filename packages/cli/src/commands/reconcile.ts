import type { Reconciled } from '@aisha/core';
import { changing, type Changing } from '../about.ts';
import { agreed } from '../agreed.ts';
import type { Fill } from '../fill.ts';
import { asJson } from '../json.ts';
import { whileWorking } from '../progress.ts';

type Flags = Changing & { readonly dryRun?: boolean };

export const reconcile: Fill = (command, options) => {
  changing(command, {
    description:
      'Finds what is overdue and sets it moving or ends it, as workers do every 15 seconds',
    example: 'reconcile --dry-run',
    notes: 'At most a hundred of each kind in one go; run it again while there are so many.',
  })
    .option('--dry-run', 'only counts')
    .action(async ({ dryRun = false, ...flags }: Flags) => {
      const { reconcile: run } = await options.open();
      const report = (reconciled: Reconciled): void =>
        options.output.write(flags.json ? asJson(reconciled) : reportOf(reconciled, dryRun));
      if (dryRun) return report(await run({ dryRun }));
      const by = await agreed(options, flags, 'Reconcile now?');
      if (by) report(await whileWorking(options.terminal, 'reconciling', () => run({ by })));
    });
};

const reportOf = ({ checked, expired, photos }: Reconciled, dryRun: boolean): string =>
  [
    `${checked} overdue runs ${dryRun ? 'would be' : 'are'} asked for at the provider`,
    `${expired} trainings and orders past their deadline ${dryRun ? 'would be ended' : 'ended'}, credits given back`,
    `${photos} photos that nobody could read ${dryRun ? 'would be refused' : 'refused'}`,
    '',
  ].join('\n');

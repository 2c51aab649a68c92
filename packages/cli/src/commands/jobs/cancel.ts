import type { JobId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuids } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { decideEach } from './decide-each.ts';
import { counted } from './retry.ts';

export const addCancel: Fill = (group, options) => {
  changing(
    group.command('cancel').argument('<ids...>', 'jobs that wait or were given up', parseUuids),
    {
      description: 'Has jobs never done. What they were for ends when it is overdue',
      example: 'jobs cancel 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e --why "a test" --yes',
      notes:
        'A training or an order whose job is cancelled ends at its deadline, and its credits go back.\n' +
        'To end it now, cancel the training itself.',
    },
  ).action(async (ids: readonly JobId[], flags: Changing) => {
    const by = await agreed(options, flags, `Cancel ${counted(ids.length)}?`);
    if (!by) return;
    const { cancelJob } = await options.open();
    await decideEach(options, { ids, by, decide: cancelJob, done: 'cancelled' }, flags);
  });
};

import type { BroadcastId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

export const addStop: Fill = (group, options) => {
  changing(group.command('stop').argument('<id>', 'the broadcast', parseUuid), {
    description: 'Stops a broadcast: whoever was not told yet is not',
    example: 'broadcast stop 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e --yes',
  }).action(async (broadcastId: BroadcastId, flags: Changing) => {
    const { manageBroadcasts } = await options.open();
    const by = await agreed(options, flags, `Stop broadcast ${broadcastId}?`);
    if (!by) return;
    const done = await manageBroadcasts.stop({ broadcastId, by });
    if (!done.ok) return refused(options, done.refusal, flags);
    const { told, people } = done.value;
    options.output.write(
      flags.json ? asJson(done.value) : `Stopped: ${told} of ${people} were told.\n`,
    );
  });
};

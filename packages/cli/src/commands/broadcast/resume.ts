import type { BroadcastId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

export const addResume: Fill = (group, options) => {
  changing(group.command('resume').argument('<id>', 'the broadcast', parseUuid), {
    description: 'Has a worker go on with a broadcast that stands still',
    example: 'broadcast resume 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e --yes',
  }).action(async (broadcastId: BroadcastId, flags: Changing) => {
    const { manageBroadcasts } = await options.open();
    const by = await agreed(options, flags, `Go on with broadcast ${broadcastId}?`);
    if (!by) return;
    const done = await manageBroadcasts.resume({ broadcastId, by });
    if (!done.ok) return refused(options, done.refusal, flags);
    const { told, people } = done.value;
    options.output.write(
      flags.json ? asJson(done.value) : `A worker goes on: ${told} of ${people} were told.\n`,
    );
  });
};

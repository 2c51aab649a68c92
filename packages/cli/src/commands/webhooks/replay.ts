import type { ProviderEventId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

export const addReplay: Fill = (group, options) => {
  changing(group.command('replay').argument('<id>', 'the message', parseUuid), {
    description: 'Has a message of the provider gone through again, as if it had just come',
    example: 'webhooks replay 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e --yes',
    notes: 'What it has told before changes nothing, and nothing is paid for twice.',
  }).action(async (eventId: ProviderEventId, flags: Changing) => {
    const { replayWebhook } = await options.open();
    const by = await agreed(options, flags, `Replay message ${eventId}?`);
    if (!by) return;
    const replayed = await replayWebhook({ eventId, by });
    if (!replayed.ok) return refused(options, replayed.refusal, flags);
    const { run } = replayed.value;
    const said = run
      ? `A worker goes through it now, for ${run.subject.type} ${run.subject.id}.\n`
      : 'A worker goes through it now; its run is not known here, so it is set aside again.\n';
    options.output.write(flags.json ? asJson(replayed.value) : said);
  });
};

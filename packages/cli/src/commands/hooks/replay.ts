import type { HookMessageId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

export const addReplay: Fill = (group, options) => {
  changing(group.command('replay').argument('<id>', 'the message', parseUuid), {
    description: 'Tells a service once more, under the same webhook-id',
    example: 'hooks replay 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e --yes',
    notes: 'One that still waits is on its way already, and changes nothing.',
  }).action(async (id: string, flags: Changing) => {
    const messageId = id as HookMessageId;
    const { replayHookMessage } = await options.open();
    const by = await agreed(options, flags, `Tell ${messageId} again?`);
    if (!by) return;
    const message = await replayHookMessage({ messageId, by });
    if (!message) return refused(options, { code: 'hook-message.not-found' }, flags);
    const { status, attempts } = message;
    options.output.write(flags.json ? asJson({ id, status, attempts }) : 'It is on its way.\n');
  });
};

import type { AvatarId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

export const addCancel: Fill = (group, options) => {
  changing(group.command('cancel').argument('<id>', 'the avatar', parseUuid), {
    description: 'Stops the training of an avatar; the whole price goes back',
    example: 'avatars cancel 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e --why "asked by its owner" --yes',
  }).action(async (avatarId: AvatarId, flags: Changing) => {
    const { manageAvatars } = await options.open();
    const by = await agreed(options, flags, `Stop the training of avatar ${avatarId}?`);
    if (!by) return;
    const done = await manageAvatars.cancel({ avatarId, by });
    if (!done.ok) return refused(options, done.refusal, flags);
    options.output.write(
      flags.json ? asJson(done.value) : `Cancelled: ${done.value.price} credits went back.\n`,
    );
  });
};

import type { AvatarId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

export const addDelete: Fill = (group, options) => {
  changing(group.command('delete').argument('<id>', 'the avatar', parseUuid), {
    description: 'Deletes an avatar with its photos and weights, as its owner would',
    example: 'avatars delete 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e --why "asked by its owner" --yes',
    notes:
      'What goes on for it is stopped and paid back. Pictures made with it stay their owner’s.',
  }).action(async (avatarId: AvatarId, flags: Changing) => {
    const { manageAvatars } = await options.open();
    const by = await agreed(options, flags, `Delete avatar ${avatarId} for good?`);
    if (!by) return;
    const done = await manageAvatars.delete({ avatarId, by });
    if (!done.ok) return refused(options, done.refusal, flags);
    options.output.write(
      flags.json ? asJson(done.value) : 'Deleted: a worker removes its photos and weights.\n',
    );
  });
};

import type { AvatarId } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';
import { printable } from '../../text-width.ts';

export const addRename: Fill = (group, options) => {
  const command = group
    .command('rename')
    .argument('<id>', 'the avatar', parseUuid)
    .argument('<name>', 'what it is called from now on');
  changing(command, {
    description: 'Gives an avatar another name',
    example: 'avatars rename 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e "Ada" --yes',
  }).action(async (avatarId: AvatarId, name: string, flags: Changing) => {
    const { manageAvatars } = await options.open();
    const by = await agreed(options, flags, `Call avatar ${avatarId} ${printable(name)}?`);
    if (!by) return;
    const renamed = await manageAvatars.rename({ avatarId, name, by });
    if (!renamed.ok) return refused(options, renamed.refusal, flags);
    const said = `It is called ${printable(renamed.value.name)}.\n`;
    options.output.write(flags.json ? asJson(renamed.value) : said);
  });
};

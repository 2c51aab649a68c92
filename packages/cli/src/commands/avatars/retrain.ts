import { Option } from 'commander';
import { presetNames, type AvatarId, type PresetName } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { refused } from '../../refusals.ts';

type Flags = Changing & { readonly preset?: PresetName };

export const addRetrain: Fill = (group, options) => {
  changing(group.command('retrain').argument('<id>', 'the avatar', parseUuid), {
    description: 'Trains a new version of an avatar, for its owner’s credits',
    example: 'avatars retrain 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e --preset quality --yes',
    notes:
      'The version in use stays so until the new one is ready. Without --preset: as the last one.',
  })
    .addOption(new Option('--preset <preset>', 'how well').choices(presetNames))
    .action(async (avatarId: AvatarId, { preset, ...flags }: Flags) => {
      const { manageAvatars } = await options.open();
      const by = await agreed(options, flags, `Train avatar ${avatarId} anew?`);
      if (!by) return;
      const next = await manageAvatars.retrain({ avatarId, preset, by });
      if (!next.ok) return refused(options, next.refusal, flags);
      const { id, version, price } = next.value;
      options.output.write(
        flags.json
          ? asJson(next.value)
          : `Training ${id} is version ${version}, ${price} credits.\n`,
      );
    });
};

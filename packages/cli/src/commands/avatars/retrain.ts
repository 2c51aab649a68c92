import { Option } from 'commander';
import { presetNames, type Aisha, type AvatarId, type PresetName } from '@aisha/core';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { offerOfTraining, type Offer } from '../../offers.ts';
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
      const aisha = await options.open();
      const offer = await offerOf(aisha, avatarId, preset);
      const question = `Train avatar ${avatarId} anew${offer?.words ?? ''}?`;
      const by = await agreed(options, flags, question);
      if (!by) return;
      const next = await aisha.manageAvatars.retrain({
        avatarId,
        preset,
        agreedPrice: offer?.price,
        by,
      });
      if (!next.ok) return refused(options, next.refusal, flags);
      const { id, version, price } = next.value;
      options.output.write(
        flags.json
          ? asJson(next.value)
          : `Training ${id} is version ${version}, ${price} credits.\n`,
      );
    });
};

/** As the last one was, where no preset is named. */
const offerOf = async (
  aisha: Aisha,
  avatarId: AvatarId,
  preset: PresetName | undefined,
): Promise<Offer | undefined> => {
  const found = await aisha.inspectAvatars.show(avatarId);
  if (!found) return undefined;
  const [latest] = found.trainings;
  const { userId } = found.avatar;
  const chosen = preset ?? latest?.recipe.preset ?? 'balanced';
  return offerOfTraining(aisha, { avatarId, userId, preset: chosen });
};

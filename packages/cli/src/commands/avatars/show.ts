import type { AvatarId } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseUuid } from '../../arguments.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { avatarReport } from './avatar-report.ts';

export const addShow: Fill = (group, { open, output, exit }) => {
  looking(group.command('show').argument('<id>', "the avatar's id", parseUuid), {
    description: 'Shows one avatar: how it stands, its versions, and what it waits for',
    example: 'avatars show 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e',
  }).action(async (id: AvatarId, { json }: Looking) => {
    const { inspectAvatars } = await open();
    const dossier = await inspectAvatars.show(id);
    if (!dossier) {
      output.write(json ? 'null\n' : `There is no avatar ${id}.\n`);
      exit(exitCodes.notFound);
      return;
    }
    output.write(json ? asJson(dossier) : avatarReport(dossier, output.columns));
  });
};

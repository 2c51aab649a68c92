import type { AvatarId } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { notThere } from '../../not-there.ts';
import { avatarReport } from './avatar-report.ts';

const mostDeeds = 20;

export const addShow: Fill = (group, options) => {
  const { open, output } = options;
  looking(group.command('show').argument('<id>', "the avatar's id", parseUuid), {
    description: 'Shows one avatar: how it came to be as it is, what it waits for and what to do',
    example: 'avatars show 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e',
  }).action(async (id: AvatarId, flags: Looking) => {
    const { inspectAvatars, inspectAudit } = await open();
    const dossier = await inspectAvatars.show(id);
    if (!dossier) return notThere(options, `avatar ${id}`, flags);
    const deeds = await inspectAudit({ subject: `avatar ${id}`, limit: mostDeeds });
    const found = { ...dossier, deeds };
    output.write(flags.json ? asJson(found) : avatarReport(found, output.columns));
  });
};

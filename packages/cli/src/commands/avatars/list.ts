import { Option } from 'commander';
import { avatarKinds, avatarStatuses, type AvatarId } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseLimit, parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { avatarsTable } from './avatars-table.ts';

type Flags = Looking & {
  readonly limit: number;
  readonly before?: AvatarId;
  readonly status?: (typeof avatarStatuses)[number];
  readonly kind?: (typeof avatarKinds)[number];
};

export const addList: Fill = (group, { open, output }) => {
  looking(group.command('list'), {
    description: 'Lists avatars, newest first',
    example: 'avatars list --status failed --limit 5',
    json: 'one JSON array instead of a table',
  })
    .option('-n, --limit <count>', 'how many, at most 200', parseLimit, 20)
    .option('--before <id>', 'only those older than this avatar', parseUuid)
    .addOption(new Option('--status <status>', 'only of this status').choices(avatarStatuses))
    .addOption(new Option('--kind <kind>', 'only of this kind').choices(avatarKinds))
    .action(async ({ json, ...filter }: Flags) => {
      const { inspectAvatars } = await open();
      const listings = await inspectAvatars.list(filter);
      output.write(json ? asJson(listings) : avatarsTable(listings, output.columns));
    });
};

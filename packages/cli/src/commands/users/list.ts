import type { UserId, UserListing } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseWords } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { paged, writeList } from '../../list-options.ts';
import { printable } from '../../text-width.ts';
import { timeOf } from '../../time.ts';

type Flags = Looking & {
  readonly limit: number;
  readonly before?: UserId;
  readonly blocked?: true;
  readonly unreachable?: true;
  readonly locale?: string;
};

export const addList: Fill = (group, options) => {
  paged(
    looking(group.command('list'), {
      description: 'Lists people, who joined last first',
      example: 'users list --blocked',
      json: 'one JSON array instead of a table',
    }),
    'person',
  )
    .option('--blocked', 'only those who are blocked')
    .option('--unreachable', 'only those who do not want our messages')
    .option('--locale <locale>', 'only of this language', (text) => parseWords(text, 20))
    .action(async ({ json, blocked, unreachable, ...filter }: Flags) => {
      const { inspectUsers } = await options.open();
      const asked = { ...filter, isBlocked: blocked, isUnreachable: unreachable };
      const rows = await inspectUsers.list(asked);
      writeList(options, rows, { json, columns, none: 'Nobody.' });
    });
};

const columns = [
  { heading: 'ID', cell: ({ user }: UserListing) => user.id },
  { heading: 'ADDRESS', least: 10, cell: ({ user }: UserListing) => printable(user.address) },
  { heading: 'NAME', least: 6, cell: ({ user }: UserListing) => printable(user.firstName) },
  { heading: 'LANG', cell: ({ user }: UserListing) => user.locale },
  { heading: 'CREDITS', cell: ({ balance }: UserListing) => String(balance.available) },
  { heading: 'HELD', cell: ({ balance }: UserListing) => String(balance.held) },
  { heading: 'AVATARS', cell: ({ avatars }: UserListing) => String(avatars) },
  { heading: 'JOINED', cell: ({ user }: UserListing) => timeOf(user.createdAt).slice(0, 10) },
  {
    heading: 'STANDING',
    cell: ({ user }: UserListing) =>
      user.blockedSince ? 'blocked' : user.unreachableSince ? 'unreachable' : '',
  },
];

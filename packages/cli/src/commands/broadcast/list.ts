import type { Broadcast, BroadcastId } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import type { Fill } from '../../fill.ts';
import { paged, writeList } from '../../list-options.ts';
import { printable } from '../../text-width.ts';
import { timeOf } from '../../time.ts';

type Flags = Looking & { readonly limit: number; readonly before?: BroadcastId };

export const addList: Fill = (group, options) => {
  paged(
    looking(group.command('list'), {
      description: 'Lists what was said to many, newest first',
      example: 'broadcast list',
      json: 'one JSON array instead of a table',
    }),
    'broadcast',
  ).action(async ({ json, ...page }: Flags) => {
    const { manageBroadcasts } = await options.open();
    const rows = await manageBroadcasts.list(page);
    writeList(options, rows, { json, columns, none: 'Nothing was said to many yet.' });
  });
};

const columns = [
  { heading: 'ID', cell: ({ id }: Broadcast) => id },
  { heading: 'STATUS', cell: ({ status }: Broadcast) => status },
  { heading: 'TOLD', cell: ({ told, people }: Broadcast) => `${told}/${people}` },
  { heading: 'BEGUN', cell: ({ createdAt }: Broadcast) => timeOf(createdAt) },
  {
    heading: 'WORDS',
    least: 8,
    cell: ({ texts, fallback }: Broadcast) =>
      printable((texts[fallback] ?? '').split('\n')[0] ?? ''),
  },
];

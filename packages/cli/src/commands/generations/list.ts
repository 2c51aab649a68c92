import { Option } from 'commander';
import {
  generationStatuses,
  type Address,
  type GenerationId,
  type GenerationListing,
} from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parsePerson } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { paged, writeList } from '../../list-options.ts';
import { printable } from '../../text-width.ts';
import { timeOf } from '../../time.ts';

type Flags = Looking & {
  readonly limit: number;
  readonly before?: GenerationId;
  readonly status?: (typeof generationStatuses)[number];
  readonly of?: Address;
};

export const addList: Fill = (group, options) => {
  paged(
    looking(group.command('list'), {
      description: 'Lists orders of pictures, newest first',
      example: 'generations list --status failed',
      json: 'one JSON array instead of a table',
    }),
    'order',
  )
    .addOption(new Option('--status <status>', 'only of this status').choices(generationStatuses))
    .option('--of <person>', 'only of this person: id or address', parsePerson)
    .action(async ({ json, of: owner, ...filter }: Flags) => {
      const { inspectGenerations } = await options.open();
      const rows = await inspectGenerations.list({ ...filter, owner });
      writeList(options, rows, { json, columns, none: 'No orders.' });
    });
};

type Row = GenerationListing;

const columns = [
  { heading: 'ID', cell: ({ generation }: Row) => generation.id },
  { heading: 'STATUS', cell: ({ generation }: Row) => generation.status },
  {
    heading: 'MADE',
    cell: ({ generation }: Row) => `${generation.delivered}/${generation.request.count}`,
  },
  { heading: 'ORDERED', cell: ({ generation }: Row) => timeOf(generation.createdAt) },
  { heading: 'GENERATOR', least: 6, cell: ({ generation }: Row) => generation.request.generator },
  { heading: 'OWNER', least: 8, cell: ({ owner }: Row) => printable(owner.address) },
  { heading: 'WHY', least: 4, cell: ({ generation }: Row) => generation.failure?.code ?? '' },
];

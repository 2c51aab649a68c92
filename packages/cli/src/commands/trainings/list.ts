import { Option } from 'commander';
import {
  trainingStatuses,
  type Address,
  type AvatarId,
  type TrainingId,
  type TrainingListing,
} from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parsePerson, parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { paged, writeList } from '../../list-options.ts';
import { printable } from '../../text-width.ts';
import { timeOf } from '../../time.ts';

type Flags = Looking & {
  readonly limit: number;
  readonly before?: TrainingId;
  readonly status?: (typeof trainingStatuses)[number];
  readonly avatar?: AvatarId;
  readonly of?: Address;
};

export const addList: Fill = (group, options) => {
  paged(
    looking(group.command('list'), {
      description: 'Lists trainings, newest first',
      example: 'trainings list --status running',
      json: 'one JSON array instead of a table',
    }),
    'training',
  )
    .addOption(new Option('--status <status>', 'only of this status').choices(trainingStatuses))
    .option('--avatar <id>', 'only versions of this avatar', parseUuid)
    .option('--of <person>', 'only of this person: id or address', parsePerson)
    .action(async ({ json, avatar: avatarId, of: owner, ...filter }: Flags) => {
      const { inspectTrainings } = await options.open();
      const rows = await inspectTrainings.list({ ...filter, avatarId, owner });
      writeList(options, rows, { json, columns, none: 'No trainings.' });
    });
};

const columns = [
  { heading: 'ID', cell: ({ training }: TrainingListing) => training.id },
  { heading: 'STATUS', cell: ({ training }: TrainingListing) => training.status },
  { heading: 'AVATAR', least: 8, cell: ({ avatarName }: TrainingListing) => printable(avatarName) },
  { heading: 'V', cell: ({ training }: TrainingListing) => String(training.version) },
  { heading: 'REQUESTED', cell: ({ training }: TrainingListing) => timeOf(training.createdAt) },
  { heading: 'OWNER', least: 8, cell: ({ owner }: TrainingListing) => printable(owner.address) },
  {
    heading: 'WHY',
    least: 4,
    cell: ({ training }: TrainingListing) => training.failure?.code ?? '',
  },
];

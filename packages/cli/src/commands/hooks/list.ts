import { Option } from 'commander';
import {
  hookMessageStatuses,
  type HookMessage,
  type HookMessageId,
  type HookMessageStatus,
} from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseLimit, parseUuid } from '../../arguments.ts';
import { columnsTable } from '../../columns-table.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { printable } from '../../text-width.ts';
import { timeOf } from '../../time.ts';

type Flags = Looking & {
  readonly limit: number;
  readonly before?: HookMessageId;
  readonly status?: HookMessageStatus;
};

export const addList: Fill = (group, { open, output }) => {
  looking(group.command('list'), {
    description: 'Lists what services were told, or were to be told, newest first, for 30 days',
    example: 'hooks list --status failed',
    json: 'one JSON array instead of a table',
  })
    .option('-n, --limit <count>', 'how many, at most 100', parseLimit, 20)
    .option('--before <id>', 'only those older than this message', parseUuid)
    .addOption(new Option('--status <status>', 'only these').choices(hookMessageStatuses))
    .action(async ({ json, limit, before, status }: Flags) => {
      const { listHookMessages } = await open();
      const messages = await listHookMessages({ limit: Math.min(limit, 100), before, status });
      if (json) output.write(asJson(messages.map(told)));
      else if (messages.length === 0) output.write('No messages.\n');
      else output.write(`${columnsTable(columns, messages, output.columns).join('\n')}\n`);
    });
};

/** Whom it is about its client calls by a name of its own, which is nobody else's to read. */
const told = ({ body: _, topic: __, ...message }: HookMessage) => message;

const columns = [
  { heading: 'ID', cell: ({ id }: HookMessage) => id },
  { heading: 'EVENT', cell: ({ type }: HookMessage) => type },
  { heading: 'STATUS', cell: ({ status }: HookMessage) => status },
  { heading: 'TRIES', cell: ({ attempts }: HookMessage) => String(attempts) },
  { heading: 'MADE', cell: ({ createdAt }: HookMessage) => timeOf(createdAt) },
  {
    heading: 'ANSWER',
    least: 8,
    cell: ({ lastAnswer = '' }: HookMessage) => printable(lastAnswer),
  },
];

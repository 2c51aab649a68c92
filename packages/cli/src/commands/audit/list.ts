import type { AuditEntry, AuditEntryId } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseLimit, parseUuid } from '../../arguments.ts';
import { columnsTable } from '../../columns-table.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { printable } from '../../text-width.ts';
import { timeOf } from '../../time.ts';

type Flags = Looking & {
  readonly limit: number;
  readonly before?: AuditEntryId;
  readonly who?: string;
  readonly action?: string;
  readonly subject?: string;
};

export const addList: Fill = (group, { open, output }) => {
  looking(group.command('list'), {
    description: 'Lists what operators changed, newest first. Nothing in it can be changed',
    example: 'audit list --action jobs.retry --limit 5',
    json: 'one JSON array instead of a table',
  })
    .option('-n, --limit <count>', 'how many, at most 200', parseLimit, 20)
    .option('--before <id>', 'only what is older than this entry', parseUuid)
    .option('--who <name>', 'only what this person did')
    .option('--action <name>', 'only this command, with a dot: jobs.retry')
    .option('--subject <text>', 'only what was done to this, as the list writes it')
    .action(async ({ json, ...filter }: Flags) => {
      const { inspectAudit } = await open();
      const entries = await inspectAudit(filter);
      if (json) output.write(asJson(entries));
      else if (entries.length === 0) output.write('No such changes.\n');
      else output.write(`${columnsTable(columns, entries, output.columns).join('\n')}\n`);
    });
};

// Ids first: on a narrow terminal each stands whole on a line of its own, and can be copied.
const columns = [
  { heading: 'ENTRY', cell: ({ id }: AuditEntry) => id },
  { heading: 'TO', cell: ({ subject }: AuditEntry) => printable(subject) },
  { heading: 'AT', cell: ({ at }: AuditEntry) => timeOf(at) },
  { heading: 'WHO', cell: ({ who }: AuditEntry) => printable(who) },
  { heading: 'WHAT', cell: ({ action }: AuditEntry) => action },
  { heading: 'WHY', least: 12, cell: ({ why = '' }: AuditEntry) => printable(why) },
  { heading: 'DETAILS', least: 8, cell: ({ details }: AuditEntry) => detailsOf(details) },
];

const detailsOf = (details: AuditEntry['details']): string =>
  printable(
    Object.entries(details)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  );

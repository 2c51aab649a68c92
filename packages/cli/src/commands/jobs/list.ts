import { Option } from 'commander';
import { jobStates, type JobId, type JobListing, type JobState } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseLimit, parseUuid } from '../../arguments.ts';
import { columnsTable } from '../../columns-table.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { printable } from '../../text-width.ts';
import { timeOf } from '../../time.ts';

type Flags = Looking & {
  readonly limit: number;
  readonly before?: JobId;
  readonly state?: JobState;
  readonly name?: string;
};

export const addList: Fill = (group, { open, output }) => {
  looking(group.command('list'), {
    description: 'Lists jobs, newest first. Those that were given up are parked',
    example: 'jobs list --state parked',
    json: 'one JSON array instead of a table',
  })
    .option('-n, --limit <count>', 'how many, at most 200', parseLimit, 20)
    .option('--before <id>', 'only those enqueued before this job', parseUuid)
    .addOption(new Option('--state <state>', 'only of this state').choices(jobStates))
    .option('--name <name>', 'only of this name, as in run.check')
    .action(async ({ json, ...filter }: Flags) => {
      const { inspectJobs } = await open();
      const jobs = await inspectJobs.list(filter);
      if (json) output.write(asJson(jobs));
      else if (jobs.length === 0) output.write('No jobs.\n');
      else output.write(`${columnsTable(columns, jobs, output.columns).join('\n')}\n`);
    });
};

const columns = [
  { heading: 'ID', cell: ({ id }: JobListing) => id },
  { heading: 'NAME', cell: ({ name }: JobListing) => printable(name) },
  { heading: 'STATE', cell: ({ state }: JobListing) => state },
  { heading: 'TRIES', cell: ({ tries }: JobListing) => String(tries) },
  { heading: 'ENQUEUED', cell: ({ enqueuedAt }: JobListing) => timeOf(enqueuedAt) },
  { heading: 'WHY', least: 10, cell: ({ reason = '' }: JobListing) => printable(reason) },
];

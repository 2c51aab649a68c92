import type { JobId, JobListing, JobState } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseUuid } from '../../arguments.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { printable } from '../../text-width.ts';
import { timeOf } from '../../time.ts';
import { commandLine, report } from '../../work-report.ts';

export const addShow: Fill = (group, { open, output, exit }) => {
  looking(
    group.command('show').argument('<id>', 'its id, also the one that the log has', parseUuid),
    {
      description: 'Shows one job: what it was given, how it stands, why it failed and what to do',
      example: 'jobs show 01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e',
    },
  ).action(async (id: JobId, { json }: Looking) => {
    const { inspectJobs } = await open();
    const job = await inspectJobs.show(id);
    if (!job) {
      output.write(
        json ? 'null\n' : `There is no job ${id}. Those that are done are known for six hours.\n`,
      );
      exit(exitCodes.notFound);
      return;
    }
    output.write(json ? asJson(job) : jobReport(job, output.columns));
  });
};

const jobReport = (job: JobListing, terminal: number): string =>
  report(
    [
      `${printable(job.name)}: ${job.state}`,
      `  id        ${job.id}`,
      `  given     ${givenOf(job.data)}`,
      `  enqueued  ${timeOf(job.enqueuedAt)}`,
      `  due       ${timeOf(job.dueAt)}`,
      `  tries     ${job.tries}`,
      ...(job.reason === undefined ? [] : [`  failed    ${printable(job.reason)}`]),
      `  next      ${nextOf(job)}`,
      ...(job.state === 'parked' ? [commandLine(`jobs retry ${job.id}`)] : []),
    ],
    terminal,
  );

/** As JSON with room between its parts, where a narrow terminal breaks it. */
const givenOf = (data: unknown): string =>
  printable(JSON.stringify(data, undefined, 1).replaceAll(/\n */gu, ' '));

const nextOf = ({ state }: JobListing): string => {
  const next: Readonly<Record<JobState, string>> = {
    waiting: 'it is begun when it is due and a worker is free',
    running: 'whoever runs it says what becomes of it',
    parked: 'mend what it failed of, then:',
    done: 'nothing',
    cancelled: 'nothing: it is never done',
  };
  return next[state];
};

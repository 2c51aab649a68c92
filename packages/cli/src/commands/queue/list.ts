import type { InspectedQueues } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { columnsTable } from '../../columns-table.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { fit, printable } from '../../text-width.ts';
import { timeOf } from '../../time.ts';

export const addList: Fill = (group, { open, output }) => {
  looking(group.command('list'), {
    description:
      'Lists what stands in the queues, and which are paused. Queues that are empty are left out',
    example: 'queue list',
  }).action(async ({ json }: Looking) => {
    const { inspectJobs } = await open();
    const inspected = await inspectJobs.queues();
    output.write(json ? asJson(inspected) : queuesReport(inspected, output.columns));
  });
};

type Line = {
  readonly name: string;
  readonly waiting: number;
  readonly running: number;
  readonly parked: number;
  readonly oldestMs: number;
  readonly since: Date | undefined;
};

const queuesReport = ({ queues, paused, provider }: InspectedQueues, terminal: number): string => {
  const sinceOf = new Map(paused.map(({ name, since }) => [name, since]));
  const empty = paused.filter(({ name }) => !queues.some((queue) => queue.name === name));
  const none = { waiting: 0, running: 0, parked: 0, oldestMs: 0 };
  const lines: Line[] = [...queues, ...empty.map(({ name }) => ({ name, ...none }))].map(
    (queue) => ({ ...queue, since: sinceOf.get(queue.name) }),
  );
  return [
    ...(lines.length === 0 ? ['All queues are empty.'] : columnsTable(columns, lines, terminal)),
    ...provider.flatMap(({ scope, reason, nextProbeAt, since }) =>
      nextProbeAt
        ? [
            `The provider is paused (${printable(scope)}): ${reason}, since ${timeOf(since)}. It is tried again by itself,`,
            `or now: aisha queue resume provider`,
          ]
        : [],
    ),
  ]
    .map((line) => `${fit(line, terminal).trimEnd()}\n`)
    .join('');
};

const columns = [
  { heading: 'QUEUE', cell: ({ name }: Line) => printable(name) },
  { heading: 'WAITING', cell: ({ waiting }: Line) => String(waiting) },
  { heading: 'RUNNING', cell: ({ running }: Line) => String(running) },
  { heading: 'PARKED', cell: ({ parked }: Line) => String(parked) },
  { heading: 'OLDEST', cell: ({ oldestMs }: Line) => ageOf(oldestMs) },
  { heading: 'PAUSED SINCE', cell: ({ since }: Line) => (since ? timeOf(since) : '') },
];

const ageOf = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
};

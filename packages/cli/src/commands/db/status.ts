import type { MigrationStatus } from '@aisha/adapters/mikro-orm';
import { looking, type Looking } from '../../about.ts';
import { columnsTable } from '../../columns-table.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { timeOf } from '../../time.ts';

export const addStatus: Fill = (group, { machine, output, exit }) => {
  looking(group.command('status'), {
    description: 'Lists the migrations, what was done and what is to be done. Only reads',
    example: 'db status',
    notes: 'Ends with code 3 where the database is not what this version of the program expects.',
  }).action(async ({ json }: Looking) => {
    const { database } = await machine();
    const { migrationStatus } = await import('@aisha/adapters/mikro-orm');
    const status = await migrationStatus((await database()).url);
    output.write(json ? asJson(status) : statusReport(status, output.columns));
    if (status.pending.length + status.unknown.length > 0) exit(exitCodes.wrong);
  });
};

type Line = { readonly name: string; readonly state: string };

const columns = [
  { heading: 'MIGRATION', cell: ({ name }: Line) => name },
  { heading: 'STATE', cell: ({ state }: Line) => state },
];

const statusReport = ({ applied, pending, unknown }: MigrationStatus, terminal: number): string => {
  const lines: Line[] = [
    ...applied.map(({ name, at }) => ({
      name,
      state: unknown.includes(name) ? 'done by a newer version' : `done ${timeOf(at)}`,
    })),
    ...pending.map((name) => ({ name, state: 'to be done: aisha db migrate' })),
  ];
  return `${columnsTable(columns, lines, terminal).join('\n')}\n`;
};

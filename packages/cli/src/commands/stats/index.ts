import type { DayFigures, FigureName } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseLimit } from '../../arguments.ts';
import { columnsTable } from '../../columns-table.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { sparkline } from './sparkline.ts';

type Flags = Looking & { readonly days: number };

export const stats: Fill = (command, { open, output }) => {
  looking(command, {
    description: 'Shows how much happened on each of the last days, by UTC',
    example: 'stats --days 30',
    json: 'one JSON array, a day each',
    notes: 'At most 90 days. What was deleted since is not counted.',
  })
    .option('-d, --days <count>', 'how many, today among them', parseLimit, 14)
    .action(async ({ json, days }: Flags) => {
      const { getStatistics } = await open();
      const figures = await getStatistics({ days });
      output.write(json ? asJson(figures) : statsReport(figures, output.columns));
    });
};

type Line = { readonly name: string; readonly values: readonly number[]; readonly unit: number };

const lines: readonly { name: string; figure: FigureName; unit?: number }[] = [
  { name: 'new people', figure: 'people' },
  { name: 'trainings asked for', figure: 'trainings' },
  { name: 'trainings done', figure: 'trained' },
  { name: 'trainings in vain', figure: 'untrained' },
  { name: 'orders of pictures', figure: 'orders' },
  { name: 'pictures', figure: 'pictures' },
  { name: 'cost, USD', figure: 'costMicroUsd', unit: 1_000_000 },
];

const statsReport = (days: readonly DayFigures[], terminal: number): string => {
  const rows = lines.map(({ name, figure, unit = 1 }) => ({
    name,
    unit,
    values: days.map((day) => day[figure]),
  }));
  const span = `${days[0]?.day ?? ''} to ${days.at(-1)?.day ?? ''}`;
  return `${[span, ...columnsTable(columns, rows, terminal)].join('\n')}\n`;
};

const columns = [
  { heading: '', cell: ({ name }: Line) => name },
  { heading: 'TODAY', cell: ({ values, unit }: Line) => amount(values.at(-1) ?? 0, unit) },
  { heading: 'ALL', cell: ({ values, unit }: Line) => amount(sum(values), unit) },
  { heading: 'A DAY', cell: ({ values, unit }: Line) => average(values, unit) },
  { heading: 'DAY BY DAY', least: 10, cell: ({ values }: Line) => sparkline(values) },
];

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

const amount = (value: number, unit: number): string =>
  unit === 1 ? String(value) : (value / unit).toFixed(2);

const average = (values: readonly number[], unit: number): string =>
  (sum(values) / unit / Math.max(1, values.length)).toFixed(unit === 1 ? 1 : 2);

import type { Command } from 'commander';
import { parseLimit, parseUuid } from './arguments.ts';
import type { CreateProgramOptions } from './program-options.ts';
import { columnsTable, type PlainColumn } from './columns-table.ts';
import { asJson } from './json.ts';

/** A page of a list: how many, and where it begins. */
export const paged = (command: Command, thing: string): Command =>
  command
    .option('-n, --limit <count>', 'how many, at most 200', parseLimit, 20)
    .option('--before <id>', `only those older than this ${thing}`, parseUuid);

/** Writes a list as a table, or as JSON. */
export const writeList = <Row>(
  { output }: Pick<CreateProgramOptions, 'output'>,
  rows: readonly Row[],
  {
    json,
    columns,
    none,
  }: {
    readonly json: true | undefined;
    readonly columns: readonly PlainColumn<Row>[];
    readonly none: string;
  },
): void => {
  if (json) output.write(asJson(rows));
  else if (rows.length === 0) output.write(`${none}\n`);
  else output.write(`${columnsTable(columns, rows, output.columns).join('\n')}\n`);
};

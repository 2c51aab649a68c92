import { fit, widthOf } from './text-width.ts';

export type PlainColumn<Row> = {
  readonly heading: string;
  readonly cell: (row: Row) => string;
};

const gap = '  ';

/** Lines of a table as wide as it needs to be; what the terminal has no room for is cut. */
export const columnsTable = <Row>(
  columns: readonly PlainColumn<Row>[],
  rows: readonly Row[],
  terminal: number,
): string[] => {
  const cells = [
    columns.map(({ heading }) => heading),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => widthOf(line[at] ?? ''))));
  return cells.map((line) => {
    const whole = line
      .map((cell, at) => fit(cell, widths[at] ?? 0))
      .join(gap)
      .trimEnd();
    return fit(whole, terminal).trimEnd();
  });
};

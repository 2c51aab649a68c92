import { fit, widthOf } from './text-width.ts';

export type PlainColumn<Row> = {
  readonly heading: string;
  readonly cell: (row: Row) => string;
  /** The column gives way down to this width before anything is cut off at the end of the line. */
  readonly least?: number;
};

const gap = '  ';

/** So wide is an id, of which no part can be done without. */
const idWidth = 36;

/**
 * Lines of a table as wide as it needs to be. Where the terminal has no room for that, the columns
 * that may give way do so, the widest first; where that is not enough, an id that comes first stands
 * on a line of its own above the rest; what is left over is cut.
 */
export const columnsTable = <Row>(
  columns: readonly PlainColumn<Row>[],
  rows: readonly Row[],
  terminal: number,
): string[] => {
  const cells = [
    columns.map(({ heading }) => heading),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  const natural = columns.map((_, at) => Math.max(...cells.map((line) => widthOf(line[at] ?? ''))));
  const widths = narrowed(columns, natural, terminal);
  if (totalOf(widths) > terminal && (natural[0] ?? 0) >= idWidth && columns.length > 1) {
    const rest = columnsTable(columns.slice(1), rows, terminal - gap.length);
    const room = Math.max(terminal, idWidth);
    return rest.flatMap((line, at) => {
      const own = fit(cells[at]?.[0] ?? '', room).trimEnd();
      return [own, `${gap}${line}`.trimEnd()];
    });
  }
  return cells.map((line) => {
    const whole = line
      .map((cell, at) => fit(cell, widths[at] ?? 0))
      .join(gap)
      .trimEnd();
    return fit(whole, terminal).trimEnd();
  });
};

const narrowed = (
  columns: readonly PlainColumn<never>[],
  natural: readonly number[],
  terminal: number,
): number[] => {
  const widths = [...natural];
  let over = totalOf(widths) - terminal;
  while (over > 0) {
    const roomOf = (at: number): number =>
      (widths[at] ?? 0) -
      Math.max(columns[at]?.least ?? Infinity, columns[at]?.heading.length ?? 0);
    const able = widths.map((_, at) => at).filter((at) => roomOf(at) > 0);
    const [widest] = able.toSorted((one, other) => (widths[other] ?? 0) - (widths[one] ?? 0));
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    over -= 1;
  }
  return widths;
};

const totalOf = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width + gap.length, -gap.length);

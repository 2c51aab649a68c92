export type Row = readonly (string | number)[];

/** Columns as wide as their longest cell; numbers to the right. */
export const table = (title: string, head: readonly string[], rows: readonly Row[]): string => {
  const cells = [head, ...rows].map((row) => row.map(shown));
  const widths = head.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  const lines = cells.map((row, line) =>
    row
      .map((cell, at) => {
        const isNumber = line > 0 && typeof rows[line - 1]?.[at] === 'number';
        return isNumber ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0);
      })
      .join('  ')
      .trimEnd(),
  );
  return `\n${title}\n\n${lines.join('\n')}\n`;
};

const shown = (cell: string | number): string =>
  typeof cell === 'string' ? cell : Number.isInteger(cell) ? String(cell) : cell.toFixed(2);

/** Whether what was claimed holds; where it does not the run ends with 1. */
export const holds = (claim: boolean): string => {
  if (!claim) process.exitCode = 1;
  return claim ? 'yes' : 'NO';
};

export const within = (value: number, limit: number): string => holds(value <= limit);

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

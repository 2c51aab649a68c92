import type { StatementLine } from '@aisha/core';
import { columnsTable } from '../../columns-table.ts';
import { printable } from '../../text-width.ts';

/** How a person's credits moved, as a table. */
export const statementTable = (lines: readonly StatementLine[], terminal: number): string => {
  if (lines.length === 0) return 'No transfers.\n';
  return columnsTable(columns, lines, terminal)
    .map((line) => `${line}\n`)
    .join('');
};

// Its id first, for --before: on a narrow terminal it stands whole on a line of its own.
const columns = [
  { heading: 'TRANSFER', cell: ({ id }: StatementLine) => id },
  {
    heading: 'BOOKED',
    cell: ({ bookedAt }: StatementLine) => bookedAt.toISOString().slice(0, 19).replace('T', ' '),
  },
  { heading: 'KIND', cell: ({ kind }: StatementLine) => kind },
  { heading: 'AVAILABLE', cell: ({ available }: StatementLine) => signed(available) },
  { heading: 'HELD', cell: ({ held }: StatementLine) => signed(held) },
  { heading: 'REASON', cell: ({ reason }: StatementLine) => printable(reason) },
  { heading: 'FOR', least: 8, cell: ({ holdId }: StatementLine) => holdId ?? '' },
];

const signed = (amount: number): string => {
  if (amount === 0) return '';
  return amount > 0 ? `+${amount}` : String(amount);
};

import type { LedgerFinding, LedgerReport, LedgerTotals } from '@aisha/core';
import { columnsTable } from '../../columns-table.ts';

/** Whether the books are right, what stands in them, and what is wrong. */
export const ledgerReport = (report: LedgerReport, terminal: number): string => {
  const count = Object.values(report.counts).reduce((sum, many) => sum + many, 0);
  return [
    count === 0 ? 'The books are right.' : `The books are wrong: ${plural(count)}.`,
    '',
    ...totalLines(report.totals),
    ...(count === 0 ? [] : findingLines(report, count, terminal)),
    '',
  ].join('\n');
};

const plural = (count: number): string => (count === 1 ? '1 finding' : `${count} findings`);

const totalLines = (totals: LedgerTotals): string[] => {
  const amounts = [totals.issued, totals.available, totals.held, totals.earned].map(String);
  const width = Math.max(...amounts.map((amount) => amount.length));
  const line = (name: string, amount: number): string =>
    `  ${name.padEnd(10)}${String(amount).padStart(width)} credits`;
  const { billedUsd, uncertainUsd } = totals.provider;
  return [
    line('issued', totals.issued),
    line('available', totals.available),
    line('held', totals.held),
    line('earned', totals.earned),
    `  transfers ${totals.transfers}, holds ${totals.holds}`,
    `  provider  ${billedUsd.toFixed(2)} USD billed, ${uncertainUsd.toFixed(2)} USD uncertain`,
  ];
};

const columns = [
  { heading: 'FINDING', cell: ({ code }: LedgerFinding) => code },
  { heading: 'WHERE', cell: ({ subject }: LedgerFinding) => subject },
  { heading: 'EXPECTED', cell: ({ expected }: LedgerFinding) => numberOf(expected) },
  { heading: 'ACTUAL', cell: ({ actual }: LedgerFinding) => numberOf(actual) },
];

const numberOf = (value: number | undefined): string => (value === undefined ? '' : String(value));

const findingLines = (
  { counts, findings }: LedgerReport,
  count: number,
  terminal: number,
): string[] => [
  '',
  ...Object.entries(counts).map(([code, many]) => `  ${code}: ${many}`),
  '',
  ...columnsTable(columns, findings, terminal),
  ...(findings.length < count ? [`… and ${count - findings.length} more`] : []),
];

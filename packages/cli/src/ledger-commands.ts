import type { Command } from 'commander';
import type { UserId } from '@aisha/core';
import { parseLimit, parsePerson, parseUuid } from './arguments.ts';
import type { CreateProgramOptions } from './program-options.ts';
import { exitCodes } from './exit-codes.ts';
import { asJson } from './json.ts';
import { ledgerReport } from './ledger-report.ts';
import { statementTable } from './statement-table.ts';

/** A report is for reading; how many there are is told in any case. */
const maxFindings = 100;

export const addLedger = (program: Command, options: CreateProgramOptions): void => {
  const ledger = program
    .command('ledger')
    .description('Everybody’s credits')
    .addHelpText('after', '\nExample:\n  aisha ledger verify');
  addVerify(ledger, options);
  addShow(ledger, options);
};

const addVerify = (ledger: Command, { openLedger, output, exit }: CreateProgramOptions): void => {
  ledger
    .command('verify')
    .description('Checks whether the books are right. Only reads: a reader’s rights are enough')
    .option('--json', 'JSON instead of text')
    .addHelpText(
      'after',
      `\nEnds with code 0 where they are, 3 where anything is not. The first ${maxFindings} findings are named.` +
        '\n\nExample:\n  aisha ledger verify --json',
    )
    .action(async ({ json }: { json?: boolean }) => {
      const { auditLedger } = await openLedger();
      const report = await auditLedger.verify({ limit: maxFindings });
      output.write(json ? asJson(report) : ledgerReport(report, output.columns));
      if (report.findings.length > 0) exit(exitCodes.wrong);
    });
};

type ShowFlags = { readonly limit: number; readonly before?: string; readonly json?: boolean };

const addShow = (ledger: Command, { openLedger, output }: CreateProgramOptions): void => {
  ledger
    .command('show')
    .argument('<person>', 'id or address', parsePerson)
    .description('Shows how a person’s credits moved, newest first')
    .option('-n, --limit <count>', 'how many, at most 200', parseLimit, 50)
    .option('--before <id>', 'only those older than this transfer', parseUuid)
    .option('--json', 'one JSON array instead of a table')
    .addHelpText('after', '\nExample:\n  aisha ledger show telegram:123456789 --limit 10')
    .action(async (who: UserId, { json, ...page }: ShowFlags) => {
      const { auditLedger } = await openLedger();
      const lines = await auditLedger.statement(who, page);
      output.write(json ? asJson(lines) : statementTable(lines, output.columns));
    });
};

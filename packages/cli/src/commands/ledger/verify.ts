import { looking, type Looking } from '../../about.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { whileWorking } from '../../progress.ts';
import { ledgerReport } from './ledger-report.ts';

/** A report is for reading; how many there are is told in any case. */
const maxFindings = 100;

export const addVerify: Fill = (group, { openLedger, output, terminal, exit }) => {
  looking(group.command('verify'), {
    description: 'Checks whether the books are right. Only reads: a reader’s rights are enough',
    example: 'ledger verify --json',
    notes: `Ends with code 0 where they are, 3 where anything is not. The first ${maxFindings} findings are named.`,
  }).action(async ({ json }: Looking) => {
    const { auditLedger } = await openLedger();
    const report = await whileWorking(terminal, 'reading the books', () =>
      auditLedger.verify({ limit: maxFindings }),
    );
    output.write(json ? asJson(report) : ledgerReport(report, output.columns));
    if (report.findings.length > 0) exit(exitCodes.wrong);
  });
};

import type { UserId } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseLimit, parsePerson, parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { statementTable } from './statement-table.ts';

type Flags = Looking & { readonly limit: number; readonly before?: string };

export const addShow: Fill = (group, { openLedger, output }) => {
  looking(group.command('show').argument('<person>', 'id or address', parsePerson), {
    description: 'Shows how a person’s credits moved, newest first',
    example: 'ledger show telegram:123456789 --limit 10',
    json: 'one JSON array instead of a table',
  })
    .option('-n, --limit <count>', 'how many, at most 200', parseLimit, 50)
    .option('--before <id>', 'only those older than this transfer', parseUuid)
    .action(async (who: UserId, { json, ...page }: Flags) => {
      const { auditLedger } = await openLedger();
      const lines = await auditLedger.statement(who, page);
      output.write(json ? asJson(lines) : statementTable(lines, output.columns));
    });
};

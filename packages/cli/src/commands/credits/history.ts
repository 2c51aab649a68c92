import type { UserId } from '@aisha/core';
import { looking, type Looking } from '../../about.ts';
import { parseLimit, parsePerson, parseUuid } from '../../arguments.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { notThere } from '../../not-there.ts';
import { statementTable } from '../ledger/statement-table.ts';

type Flags = Looking & { readonly limit: number; readonly before?: string };

export const addHistory: Fill = (group, options) => {
  looking(group.command('history').argument('<person>', 'id or address', parsePerson), {
    description: 'Shows what somebody’s credits are, and how they came and went, newest first',
    example: 'credits history telegram:123456789 --limit 10',
  })
    .option('-n, --limit <count>', 'how many, at most 200', parseLimit, 50)
    .option('--before <id>', 'only those older than this transfer', parseUuid)
    .action(async (who: UserId, { json, ...page }: Flags) => {
      const { inspectUsers, auditLedger } = await options.open();
      const found = await inspectUsers.show(who);
      if (!found) return notThere(options, `person ${who}`, json ? { json } : {});
      const lines = await auditLedger.statement(found.user.id, page);
      const { available, held } = found.balance;
      const { output } = options;
      output.write(
        json
          ? asJson({ balance: found.balance, lines })
          : `${available} credits available, ${held} held\n\n${statementTable(lines, output.columns)}`,
      );
    });
};

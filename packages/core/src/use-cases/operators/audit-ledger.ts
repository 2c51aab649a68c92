import type { LedgerAudit } from '../../ports/ledger-audit.ts';

/** Shows operators whether the books are right, and a person's movements. Changes nothing. */
export const auditLedger = ({ ledgerAudit }: { ledgerAudit: LedgerAudit }): LedgerAudit => ({
  verify: (options) => ledgerAudit.verify(options),
  statement: (who, page) => ledgerAudit.statement(who, page),
});

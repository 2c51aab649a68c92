import { holdIdOf } from '../../domain/wallet/transfers.ts';
import type { Address, HoldId } from '../../shared/ids.ts';
import type {
  LedgerAudit,
  LedgerFinding,
  LedgerFindingCode,
  LedgerTotals,
  StatementLine,
} from '../../ports/ledger-audit.ts';
import { ledgerFindings } from './ledger-findings.ts';
import type { BookedTransfer, Store } from './store.ts';
import type { InMemoryUnitOfWork } from './unit-of-work.ts';

export const inMemoryLedgerAudit = ({
  committed,
}: Pick<InMemoryUnitOfWork, 'committed'>): LedgerAudit => ({
  verify: async ({ limit }) => {
    const store = committed();
    const findings = ledgerFindings(store);
    return {
      totals: totalsOf(store),
      counts: countsOf(findings),
      findings: spread(findings, limit),
    };
  },
  statement: async (who, { limit, before }) => {
    const { transfers, usersByAddress } = committed();
    const userId = usersByAddress.get(who as Address) ?? who;
    const own = [...transfers.values()].filter((plan) => plan.userId === userId);
    const newest = own.toReversed();
    const known = newest.findIndex(({ idempotencyKey }) => idempotencyKey === before);
    if (before !== undefined && known < 0) return [];
    return newest.slice(known + 1, known + 1 + limit).map(lineOf);
  },
});

const totalsOf = ({ balances, transfers, holds, runs, forgottenCosts }: Store): LedgerTotals => {
  const sumOf = (isOf: (account: string) => boolean): number =>
    [...balances].reduce((sum, [account, amount]) => (isOf(account) ? sum + amount : sum), 0);
  const owed = (billing: 'billed' | 'maybe'): number =>
    [...runs.values()].reduce(
      (sum, { cost }) => (cost.billing === billing ? sum + cost.expectedMicroUsd : sum),
      forgottenCosts.get(billing) ?? 0,
    ) / 1e6;
  return {
    transfers: transfers.size,
    holds: holds.size,
    issued: 0 - sumOf((account) => account === 'house:issued'),
    available: sumOf((account) => account.endsWith(':available')),
    held: sumOf((account) => account.endsWith(':held')),
    earned: sumOf((account) => account === 'house:earned'),
    provider: { billedUsd: owed('billed'), uncertainUsd: owed('maybe') },
  };
};

const countsOf = (findings: readonly LedgerFinding[]) => {
  const counts: Partial<Record<LedgerFindingCode, number>> = {};
  for (const { code } of findings) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};

/** The first of every code, then the second of every code, and so on. */
const spread = (findings: readonly LedgerFinding[], limit: number): LedgerFinding[] => {
  const rank = (finding: LedgerFinding): number =>
    findings.filter(({ code }) => code === finding.code).indexOf(finding);
  return findings.toSorted((one, other) => rank(one) - rank(other)).slice(0, limit);
};

const lineOf = (plan: BookedTransfer): StatementLine => {
  const on = (part: string): number =>
    plan.legs.reduce((sum, leg) => (leg.account.part === part ? sum + leg.amount : sum), 0);
  const holdId: HoldId | undefined = holdIdOf(plan);
  const { idempotencyKey: id, bookedAt, kind, reason } = plan;
  return { id, bookedAt, kind, reason, holdId, available: on('available'), held: on('held') };
};

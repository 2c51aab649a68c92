import type { ExportId, UserId } from '../shared/ids.ts';
import { ok, refuse, type Result } from '../shared/result.ts';
import { exportPauseMs } from '../domain/account/personal-export.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

export type ExportTooSoon = { readonly code: 'export.too-soon'; readonly waitMs: number };

/** Has everything that is kept about a person packed and sent to them, unless that was done within the hour. */
export const beginExport = async (
  { accounts, jobs }: Pick<Transaction, 'accounts' | 'jobs'>,
  { clock, ids }: Pick<Ports, 'clock' | 'ids'>,
  userId: UserId,
): Promise<Result<ExportId, ExportTooSoon>> => {
  const requestedAt = clock.now();
  const id = ids.next<ExportId>();
  const unlessSince = new Date(requestedAt.getTime() - exportPauseMs);
  if (await accounts.addExport({ id, userId, requestedAt }, { unlessSince })) {
    await jobs.enqueue({ name: 'account.export', data: { exportId: id } });
    return ok(id);
  }
  const latest = await accounts.findLatestExport(userId);
  const passedMs = requestedAt.getTime() - (latest?.requestedAt ?? requestedAt).getTime();
  return refuse({ code: 'export.too-soon', waitMs: exportPauseMs - passedMs });
};

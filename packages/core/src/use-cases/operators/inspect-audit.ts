import type { AuditEntry } from '../../domain/audit/audit.ts';
import type { AuditFilter } from '../../ports/audit-log.ts';
import type { Ports } from '../../ports/ports.ts';

/** Shows what operators changed, who and why, newest first. */
export const inspectAudit =
  ({ unitOfWork }: Pick<Ports, 'unitOfWork'>) =>
  (filter: AuditFilter): Promise<readonly AuditEntry[]> =>
    unitOfWork.read(({ audit }) => audit.list(filter));

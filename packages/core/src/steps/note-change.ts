import type { AuditEntryId } from '../shared/ids.ts';
import type { AuditEntry } from '../domain/audit/audit.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

export type NotedChange = Pick<AuditEntry, 'action' | 'subject'> & {
  readonly by: Pick<AuditEntry, 'who' | 'why'>;
  readonly details?: AuditEntry['details'];
};

/** Writes down what an operator changes, in the transaction that changes it. */
export const noteChange = (
  { audit }: Pick<Transaction, 'audit'>,
  { ids, clock }: Pick<Ports, 'ids' | 'clock'>,
  { by, action, subject, details = {} }: NotedChange,
): Promise<void> =>
  audit.add({
    id: ids.next<AuditEntryId>(),
    at: clock.now(),
    who: by.who,
    why: by.why,
    action,
    subject,
    details,
  });

import type { AuditEntryId } from '../shared/ids.ts';
import type { AuditEntry } from '../domain/audit/audit.ts';

export type AuditFilter = {
  /** 1 to 200. */
  readonly limit: number;
  /** Only those older than this entry. */
  readonly before?: AuditEntryId | undefined;
  readonly who?: string | undefined;
  /** One command, as in `jobs.retry`. */
  readonly action?: string | undefined;
  /** Only what was done to this, word for word. */
  readonly subject?: string | undefined;
};

/** What operators changed, who, when and why. Nothing in it is ever changed or removed, by nobody. */
export type AuditLog = {
  /** In the transaction of the change itself: neither is there without the other. */
  add(entry: AuditEntry): Promise<void>;
  /** The newest first. */
  list(filter: AuditFilter): Promise<readonly AuditEntry[]>;
};

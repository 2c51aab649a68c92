import type { AuditEntryId } from '../../shared/ids.ts';

/** Who wants a change that is no user's own, and why, in their own words. */
export type By = {
  /** An operator's name, or a service's. */
  readonly who: string;
  /** Undefined where they did not say. */
  readonly why?: string | undefined;
};

export const auditLimits = { who: 100, why: 500, subject: 200 } as const;

/** What is known of a change besides: counts, codes and ids. Never words or addresses of a person, never a secret. */
export type AuditDetails = Readonly<Record<string, string | number | boolean>>;

/** What an operator did. */
export type AuditEntry = By & {
  readonly id: AuditEntryId;
  readonly at: Date;
  /** The command as it is typed, with a dot: `jobs.retry`. */
  readonly action: string;
  /** What it was done to, by its id: `training 0199…`. */
  readonly subject: string;
  readonly details: AuditDetails;
};

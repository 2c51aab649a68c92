import type { AuditLog } from '../../ports/audit-log.ts';
import { insert, newestPage } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryAuditLog = ({ audit }: Store): AuditLog => ({
  add: async (entry) => insert(audit, entry),
  list: async ({ who, action, subject, ...page }) => {
    const asked = [...audit.values()].filter(
      (entry) =>
        (who === undefined || entry.who === who) &&
        (action === undefined || entry.action === action) &&
        (subject === undefined || entry.subject === subject),
    );
    return newestPage(asked, page);
  },
});

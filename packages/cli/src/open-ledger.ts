import { auditLedger, type Aisha, type Logger } from '@aisha/core';
import { openDatabase, type SharedSettings } from '@aisha/adapters/composition';
import { briefOrm, mikroOrmLedgerAudit } from '@aisha/adapters/mikro-orm';

export type OpenLedger = Pick<Aisha, 'auditLedger'> & { close(): Promise<void> };

/** The books alone, as they are: nothing is migrated and no queue is opened, so a reader's rights are enough. */
export const openLedger = async (settings: SharedSettings, logger: Logger): Promise<OpenLedger> => {
  const database = await openDatabase(settings, logger);
  const orm = briefOrm({ url: database.url, poolSize: 1 });
  return {
    auditLedger: auditLedger({ ledgerAudit: mikroOrmLedgerAudit({ orm }) }),
    close: async () => {
      await orm.close();
      await database.close();
    },
  };
};

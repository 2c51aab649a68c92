import { afterAll, beforeAll, describe, it } from 'vitest';
import {
  accountsContract,
  apiKeysContract,
  auditLogContract,
  avatarDirectoryContract,
  avatarsContract,
  blobReferencesContract,
  broadcastsContract,
  generationsContract,
  hooksContract,
  imagesContract,
  ledgerAuditContract,
  photosContract,
  promptDraftsContract,
  providerEventsContract,
  providerPausesContract,
  providerRunsContract,
  queuePausesContract,
  runDurationsContract,
  safetyDecisionsContract,
  standingAlarmsContract,
  statisticsContract,
  styleUsesContract,
  trainingsContract,
  userDirectoryContract,
  usersContract,
  walletsContract,
  workDirectoryContract,
} from '@aisha/core/testing';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import {
  createOrm,
  mikroOrmAvatarDirectory,
  mikroOrmBlobReferences,
  mikroOrmLedgerAudit,
  mikroOrmRunDurations,
  mikroOrmUnitOfWork,
  mikroOrmUserDirectory,
  mikroOrmWorkDirectory,
  type MikroORM,
} from './index.ts';

let database: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await createOrm({ url: database.url, poolSize: 12 });
});

afterAll(async () => {
  await orm.close();
  await database.drop();
});

/** Only a test may empty the ledger, and only by switching its guards off. */
const emptied = `
  set local lock_timeout = '10s';
  alter table ledger_transfers disable trigger user;
  alter table ledger_entries disable trigger user;
  delete from ledger_entries;
  delete from ledger_transfers;
  delete from ledger_accounts;
  alter table audit_log disable trigger user;
  delete from audit_log;
  alter table audit_log enable trigger user;
  delete from hook_messages;
  delete from outgoing_hooks;
  delete from idempotent_requests;
  delete from api_keys;
  delete from api_clients;
  delete from broadcasts;
  delete from account_erasures;
  delete from account_exports;
  delete from prompt_drafts;
  delete from safety_decisions;
  delete from favourite_styles;
  delete from account_welcomes;
  delete from forgotten_costs;
  delete from queue_pauses;
  delete from standing_alarms;
  delete from provider_pauses;
  delete from provider_events;
  delete from provider_runs;
  delete from images;
  delete from generations;
  delete from trainings;
  delete from holds;
  delete from photos;
  delete from avatars;
  delete from users;
  set constraints all immediate;
  alter table ledger_transfers enable trigger user;
  alter table ledger_entries enable trigger user`;

const now = () => new Date();

const create = async () => ({
  now,
  durations: mikroOrmRunDurations({ orm, clock: { now } }),
  unitOfWork: mikroOrmUnitOfWork({ orm, enqueue: async () => undefined }),
  avatarDirectory: mikroOrmAvatarDirectory({ orm }),
  workDirectory: mikroOrmWorkDirectory({ orm }),
  userDirectory: mikroOrmUserDirectory({ orm }),
  ledgerAudit: mikroOrmLedgerAudit({ orm }),
  blobReferences: mikroOrmBlobReferences({ orm }),
  cleanup: async () => {
    const pool = await orm.driver.getConnection().getNativeClient();
    await pool.query(emptied);
  },
});

const contracts = {
  users: usersContract,
  accounts: accountsContract,
  avatars: avatarsContract,
  'the directory of avatars': avatarDirectoryContract,
  'the directory of work': workDirectoryContract,
  'the directory of people': userDirectoryContract,
  photos: photosContract,
  trainings: trainingsContract,
  generations: generationsContract,
  images: imagesContract,
  'prompt drafts': promptDraftsContract,
  'safety decisions': safetyDecisionsContract,
  'uses of styles': styleUsesContract,
  wallets: walletsContract,
  'the audit of the ledger': ledgerAuditContract,
  'references to blobs': blobReferencesContract,
  'provider runs': providerRunsContract,
  'provider events': providerEventsContract,
  'provider pauses': providerPausesContract,
  'standing alarms': standingAlarmsContract,
  'keys of the API': apiKeysContract,
  hooks: hooksContract,
  'the audit log': auditLogContract,
  broadcasts: broadcastsContract,
  'pauses of queues': queuePausesContract,
  statistics: statisticsContract,
  'run durations': runDurationsContract,
};

describe.each(Object.entries(contracts))('%s on PostgreSQL', (_name, contract) => {
  contract({ it, create });
});

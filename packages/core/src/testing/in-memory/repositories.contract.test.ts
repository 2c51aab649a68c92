import { describe, it } from 'vitest';
import { accountsContract } from '../contracts/accounts.contract.ts';
import { auditLogContract } from '../contracts/audit-log.contract.ts';
import { apiKeysContract } from '../contracts/api-keys.contract.ts';
import { hooksContract } from '../contracts/hooks.contract.ts';
import { avatarDirectoryContract } from '../contracts/avatar-directory.contract.ts';
import { avatarsContract } from '../contracts/avatars.contract.ts';
import { blobReferencesContract } from '../contracts/blob-references.contract.ts';
import { broadcastsContract } from '../contracts/broadcasts.contract.ts';
import { eventInboxContract } from '../contracts/event-inbox.contract.ts';
import { generationsContract } from '../contracts/generations.contract.ts';
import { imagesContract } from '../contracts/images.contract.ts';
import { ledgerAuditContract } from '../contracts/ledger-audit.contract.ts';
import { photosContract } from '../contracts/photos.contract.ts';
import { promptDraftsContract } from '../contracts/prompt-drafts.contract.ts';
import { providerEventsContract } from '../contracts/provider-events.contract.ts';
import { providerPausesContract } from '../contracts/provider-pauses.contract.ts';
import { providerRunsContract } from '../contracts/provider-runs.contract.ts';
import { safetyDecisionsContract } from '../contracts/safety-decisions.contract.ts';
import { standingAlarmsContract } from '../contracts/standing-alarms.contract.ts';
import { styleUsesContract } from '../contracts/style-uses.contract.ts';
import { queuePausesContract } from '../contracts/queue-pauses.contract.ts';
import { statisticsContract } from '../contracts/statistics.contract.ts';
import { trainingsContract } from '../contracts/trainings.contract.ts';
import { unitOfWorkContract } from '../contracts/unit-of-work.contract.ts';
import { userDirectoryContract } from '../contracts/user-directory.contract.ts';
import { usersContract } from '../contracts/users.contract.ts';
import { walletsContract } from '../contracts/wallets.contract.ts';
import { workDirectoryContract } from '../contracts/work-directory.contract.ts';
import { inMemoryPorts } from './ports.ts';

const create = async () => {
  const ports = inMemoryPorts();
  const { unitOfWork, eventInbox: inbox, avatarDirectory, jobs } = ports;
  return {
    unitOfWork,
    inbox,
    avatarDirectory,
    workDirectory: ports.workDirectory,
    userDirectory: ports.userDirectory,
    ledgerAudit: ports.ledgerAudit,
    blobReferences: ports.blobReferences,
    enqueued: async () => jobs.pending().map(({ job }) => job),
    cleanup: async () => undefined,
  };
};

const suites = {
  'unit of work': unitOfWorkContract,
  users: usersContract,
  accounts: accountsContract,
  avatars: avatarsContract,
  photos: photosContract,
  trainings: trainingsContract,
  generations: generationsContract,
  images: imagesContract,
  'prompt drafts': promptDraftsContract,
  'safety decisions': safetyDecisionsContract,
  'uses of styles': styleUsesContract,
  wallets: walletsContract,
  'provider runs': providerRunsContract,
  'provider events': providerEventsContract,
  'provider pauses': providerPausesContract,
  'standing alarms': standingAlarmsContract,
  'keys of the API': apiKeysContract,
  hooks: hooksContract,
  'audit log': auditLogContract,
  broadcasts: broadcastsContract,
  'pauses of queues': queuePausesContract,
  statistics: statisticsContract,
  'event inbox': eventInboxContract,
  'avatar directory': avatarDirectoryContract,
  'work directory': workDirectoryContract,
  'user directory': userDirectoryContract,
  'ledger audit': ledgerAuditContract,
  'blob references': blobReferencesContract,
};

for (const [name, contract] of Object.entries(suites)) {
  describe(`in-memory ${name}`, () => {
    contract({ it, create });
  });
}

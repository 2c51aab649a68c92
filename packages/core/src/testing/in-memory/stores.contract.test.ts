import { describe, it } from 'vitest';
import type { FileRef } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import type { Users } from '../../ports/users.ts';
import { archiveBuilderContract } from '../contracts/archive-builder.contract.ts';
import { blobStoreContract } from '../contracts/blob-store.contract.ts';
import { cacheContract } from '../contracts/cache.contract.ts';
import { fileSourceContract } from '../contracts/file-source.contract.ts';
import { liveMessagesContract } from '../contracts/live-messages.contract.ts';
import { operatorsContract } from '../contracts/operators.contract.ts';
import { rateLimiterContract } from '../contracts/rate-limiter.contract.ts';
import { runDurationsContract } from '../contracts/run-durations.contract.ts';
import { styleCatalogContract } from '../contracts/style-catalog.contract.ts';
import { updateInboxContract } from '../contracts/update-inbox.contract.ts';
import { plainArchiveBuilder, readPlainArchive } from './archive-builder.ts';
import { inMemoryBlobStore } from './blob-store.ts';
import { inMemoryCache } from './cache.ts';
import { testClock } from './clock.ts';
import { inMemoryFileSource } from './file-source.ts';
import { inMemoryLiveMessages } from './live-messages.ts';
import { recordingOperators } from './operators.ts';
import { inMemoryPorts } from './ports.ts';
import { inMemoryRateLimiter } from './rate-limiter.ts';
import { inMemoryStyleCatalog } from './style-catalog.ts';
import { turningWheels } from './turning.ts';
import { inMemoryUpdateInbox } from './update-inbox.ts';
import { inMemoryUsers } from './users.ts';

const cleanup = async () => undefined;

describe('in-memory blob store', () => {
  blobStoreContract({ it, create: async () => ({ blobs: inMemoryBlobStore(), cleanup }) });
});

describe('in-memory style catalogue', () => {
  styleCatalogContract({
    it,
    create: async () => {
      const catalog = inMemoryStyleCatalog();
      return { catalog, offer: (...offered) => catalog.offer(...offered), cleanup };
    },
  });
});

describe('plain archive builder', () => {
  archiveBuilderContract({
    it,
    create: async () => ({
      archives: plainArchiveBuilder(),
      read: async (archive) => readPlainArchive(archive),
      until: turningWheels(testClock()).until,
      cleanup,
    }),
  });
});

describe('in-memory file source', () => {
  fileSourceContract({
    it,
    create: async () => {
      const files = inMemoryFileSource();
      let offered = 0;
      return {
        files,
        offer: async (content) => {
          offered += 1;
          const ref = `file-${offered}` as FileRef;
          files.offer(ref, content);
          return ref;
        },
        missing: 'file-0' as FileRef,
        cleanup,
      };
    },
  });
});

describe('in-memory rate limiter', () => {
  rateLimiterContract({
    it,
    create: async () => {
      const clock = testClock();
      const { elapse } = turningWheels(clock);
      return { limiter: inMemoryRateLimiter({ clock }), elapse, cleanup };
    },
  });
});

describe('in-memory cache', () => {
  cacheContract({
    it,
    create: async () => {
      const clock = testClock();
      return { cache: inMemoryCache({ clock }), elapse: turningWheels(clock).elapse, cleanup };
    },
  });
});

describe('in-memory live messages', () => {
  liveMessagesContract({
    it,
    create: async () => ({
      liveMessages: inMemoryLiveMessages(),
      unitOfWork: inMemoryPorts().unitOfWork,
      cleanup,
    }),
  });
});

describe('recording operators', () => {
  operatorsContract({
    it,
    create: async () => {
      const operators = recordingOperators();
      return {
        operators,
        reached: async () => operators.told.length,
        failNext: async () =>
          operators.failNext(new PortError('messenger.unavailable', 'tell', { retryable: true })),
        cleanup,
      };
    },
  });
});

describe('in-memory run durations', () => {
  runDurationsContract({
    it,
    create: async () => {
      const { durations, unitOfWork, clock } = inMemoryPorts();
      return { durations, unitOfWork, now: () => clock.now(), cleanup };
    },
  });
});

describe('in-memory update inbox', () => {
  updateInboxContract({
    it,
    create: async () => {
      const { unitOfWork, clock } = inMemoryPorts();
      const findByAddress = (address: Parameters<Users['findByAddress']>[0]) =>
        inMemoryUsers(unitOfWork.committed()).findByAddress(address);
      const inbox = inMemoryUpdateInbox({ clock, users: { findByAddress } });
      const { elapse } = turningWheels(clock);
      return { inbox, unitOfWork, now: () => clock.now(), elapse, cleanup };
    },
  });
});

import { describe, it } from 'vitest';
import type { Address, GenerationId, ProviderRequestId, UserId } from '../../shared/ids.ts';
import { freshId } from '../builders/fresh.ts';
import { providerFilesContract } from '../contracts/provider-files.contract.ts';
import { pseudonymsContract } from '../contracts/pseudonyms.contract.ts';
import { tracesContract } from '../contracts/traces.contract.ts';
import { testClock } from './clock.ts';
import { inMemoryJobQueue } from './job-queue.ts';
import { inMemoryLiveMessages } from './live-messages.ts';
import { fakeProviderFiles } from './provider-files.ts';
import { plainPseudonyms } from './pseudonyms.ts';
import { inMemoryTraces } from './traces.ts';
import { inMemoryUpdateInbox } from './update-inbox.ts';

const cleanup = async () => undefined;
const endpoint = 'fake/lora';

describe('plain pseudonyms', () => {
  pseudonymsContract({ it, create: async () => ({ pseudonyms: plainPseudonyms, cleanup }) });
});

describe('fake provider files', () => {
  providerFilesContract({
    it,
    create: async () => {
      const kept = { endpoint, requestId: 'kept' as ProviderRequestId };
      const files = fakeProviderFiles({ knows: ({ requestId }) => requestId === kept.requestId });
      return {
        files,
        kept,
        unknown: { endpoint, requestId: 'unknown' as ProviderRequestId },
        isKept: async ({ requestId }) => !files.deleted.some((run) => run.requestId === requestId),
        cleanup,
      };
    },
  });
});

describe('in-memory traces', () => {
  tracesContract({
    it,
    create: async () => {
      const clock = testClock();
      const jobs = inMemoryJobQueue({ clock });
      const liveMessages = inMemoryLiveMessages();
      const inbox = inMemoryUpdateInbox({ clock, users: { findByAddress: async () => undefined } });
      const people = [1, 2].map((number) => ({
        userId: freshId<UserId>(),
        address: `telegram:${number}` as Address,
      }));
      for (const [at, { userId, address }] of people.entries()) {
        await inbox.land([{ id: at, lane: `chat:${at}`, address, payload: {} }]);
        const [claimed] = await inbox.claim({ owner: 'test', limit: 1, leaseMs: 1000 });
        await inbox.complete(claimed!, { owner: 'test', conversation: { step: 'idle' } });
        const shown = { messageRef: '1', contentHash: '', version: 1 };
        await liveMessages.save({ userId, topic: 'photos:1', ...shown });
        const ended = { type: 'generation.ended', reason: 'failed', refunded: 1 } as const;
        const notification = { ...ended, generationId: freshId<GenerationId>() };
        await jobs.enqueue({ name: 'notification.send', data: { userId, notification } });
      }
      return {
        traces: inMemoryTraces({ jobs, inbox, liveMessages }),
        people,
        tracesOf: async ({ userId, address }) => {
          const at = people.findIndex((person) => person.address === address);
          return {
            updates: inbox.finishedOf(address),
            lanes: inbox.conversationOf(`chat:${at}`) === undefined ? 0 : 1,
            liveMessages: liveMessages.all().filter((message) => message.userId === userId).length,
            jobs: jobs.pending().filter(({ job }) => JSON.stringify(job).includes(userId)).length,
          };
        },
        cleanup,
      };
    },
  });
});

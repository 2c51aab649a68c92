import type { LiveMessages } from '../../ports/live-messages.ts';
import type { Traces } from '../../ports/traces.ts';
import type { InMemoryJobQueue } from './job-queue.ts';
import type { InMemoryUpdateInbox } from './update-inbox.ts';

export type InMemoryTracesOptions = {
  readonly jobs: Pick<InMemoryJobQueue, 'forgetPerson'>;
  readonly inbox?: Pick<InMemoryUpdateInbox, 'forgetAddress'> | undefined;
  readonly liveMessages?: (LiveMessages & { forgetPerson(userId: string): void }) | undefined;
};

/** Whatever of them there is: many tests have neither an inbox nor live messages. */
export const inMemoryTraces = ({ jobs, inbox, liveMessages }: InMemoryTracesOptions): Traces => ({
  erase: async ({ userId, address }) => {
    inbox?.forgetAddress(address);
    liveMessages?.forgetPerson(userId);
    jobs.forgetPerson(userId);
  },
});

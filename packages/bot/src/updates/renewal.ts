import type { ClaimedUpdate, Logger, UpdateInbox } from '@aisha/core';

/** What a process was at when it died is taken up after this long at most. */
export const leaseMs = 15_000;
const renewEachMs = 5_000;
/** Whatever takes longer hangs: its claim is not renewed, so that the chat goes on. */
const longestMs = 60_000;

type RenewalOptions = {
  readonly inbox: Pick<UpdateInbox, 'renew'>;
  readonly logger: Logger;
  readonly owner: string;
  readonly renewEachMs?: number;
};

/** Holds on to claims while they are worked on, so that leases can be short. */
export const startRenewal = ({
  inbox,
  logger,
  owner,
  renewEachMs: each = renewEachMs,
}: RenewalOptions) => {
  const held = new Map<ClaimedUpdate, number>();
  const renew = async (): Promise<void> => {
    const since = Date.now() - longestMs;
    const alive = [...held].filter(([, begun]) => begun > since).map(([update]) => update);
    if (alive.length === 0) return;
    await inbox.renew(alive, { owner, leaseMs }).catch((error: unknown) => {
      logger.warn({ error }, 'claims could not be renewed');
    });
  };
  const timer = setInterval(() => void renew(), each);
  return {
    during: async (update: ClaimedUpdate, work: Promise<void>): Promise<void> => {
      held.set(update, Date.now());
      await work.finally(() => held.delete(update));
    },
    stop: () => clearInterval(timer),
  };
};

import { setTimeout as pause } from 'node:timers/promises';
import type { Campaign, Leadership, StopSignal } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { takeSeat } from './leader-seat.ts';

/** On average; at different times, so that not everybody asks at once. */
const tryAgainMs = 1_000;
/** Whoever has led lets the others try first. */
const restMs = 2_000;

/**
 * The leader of a role is whoever holds its advisory lock, on a connection of the pool that does
 * nothing else. The server lets go of it the moment that connection ends, so a successor does not
 * wait for a lease to run out; and a leader whose connection is lost stops leading.
 */
export const postgresLeadership = ({ orm }: { readonly orm: MikroORM }): Leadership => ({
  campaign(role, lead): Campaign {
    const stopping = new AbortController();
    const campaigning = campaign({ orm, role, lead, stopped: stopping.signal });
    return {
      async stop() {
        stopping.abort();
        await campaigning;
      },
    };
  },
});

type Candidacy = {
  readonly orm: MikroORM;
  readonly role: string;
  readonly lead: (signal: StopSignal) => Promise<void>;
  readonly stopped: AbortSignal;
};

const campaign = async (candidacy: Candidacy): Promise<void> => {
  const { stopped } = candidacy;
  while (!stopped.aborted) {
    // Neither a database that is away nor a leader that failed ends the campaign.
    const hasLed = await serveTerm(candidacy).catch(() => true);
    const waitMs = hasLed ? restMs : tryAgainMs * (0.5 + Math.random());
    await pause(waitMs, undefined, { signal: stopped }).catch(() => undefined);
  }
};

/** Answers whether it was the leader. */
const serveTerm = async ({ orm, role, lead, stopped }: Candidacy): Promise<boolean> => {
  const seat = await takeSeat(orm, role);
  if (!seat) return false;
  try {
    const signal = AbortSignal.any([seat.lost, stopped]);
    if (!signal.aborted) await lead(signal);
    return true;
  } finally {
    seat.leave();
  }
};

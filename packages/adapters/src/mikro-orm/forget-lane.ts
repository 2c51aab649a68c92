import type { Ask } from './statements.ts';

/**
 * Forgets what a lane has finished, and the lane itself where nothing waits in it and nothing is
 * being talked about. Something that lands in this very moment is refused by its foreign key, and
 * lands when it is delivered again.
 */
export const forgetLane = async (ask: Ask, lane: string): Promise<void> => {
  await ask('forget-updates-of-lane', forgetUpdates, [lane]);
  await ask('forget-lane', forget, [lane]);
};

const forgetUpdates = `delete from channel_updates where lane = $1 and finished_at is not null`;

const forget = `
  delete from channel_lanes where lane = $1 and owner is null and conversation is null
    and not exists (select from channel_updates where lane = $1)`;

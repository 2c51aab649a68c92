import type { Address, Traces } from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { translated } from './database-errors.ts';
import { forgetLane } from './forget-lane.ts';
import { statements } from './statements.ts';
import { watched } from './watched.ts';

export type TracesOptions = {
  readonly orm: MikroORM;
  /** The lanes that a person's updates come in by. */
  readonly lanesOf: (address: Address) => readonly string[];
  /** Takes back the jobs that speak of a person, which have a place of their own. */
  readonly forgetJobs: (userId: string) => Promise<void>;
};

export const mikroOrmTraces = ({ orm, lanesOf, forgetJobs }: TracesOptions): Traces => {
  const ask = statements(orm);
  return watched<Traces>(
    {
      async erase({ userId, address }) {
        for (const lane of lanesOf(address)) {
          await ask('silence-lane', silenceLane, [lane]);
          await forgetLane(ask, lane);
        }
        await ask('forget-live-messages', forgetLiveMessages, [userId]);
        await forgetJobs(userId);
      },
    },
    translated,
  );
};

const silenceLane = `update channel_lanes set conversation = null where lane = $1`;
const forgetLiveMessages = `delete from live_messages where user_id = $1::uuid`;

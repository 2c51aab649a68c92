import type { Logger } from '@aisha/core';
import type { PgBoss } from 'pg-boss';
import type { Lane } from './lane.ts';
import { startLookout } from './lookout.ts';
import type { Pauses } from './pauses.ts';
import { channelOf, parseWakeup } from './wakeups.ts';

export type Watch = { stop(): Promise<void> };

/** Jobs due later than this are left to the lookout. */
const horizonMs = 5_000;

/** Wakes the lanes: at once by notification, and by looking around. */
export const startWatch = async ({
  boss,
  schema,
  logger,
  lanes,
  pauses,
}: {
  readonly boss: PgBoss;
  readonly schema: string;
  readonly logger: Logger;
  /** Lanes that are added later are watched as well. */
  readonly lanes: readonly Lane[];
  readonly pauses: Pauses;
}): Promise<Watch> => {
  const onNotification = (payload: string): void => {
    const wakeup = parseWakeup(payload);
    const inMs = wakeup ? wakeup.dueAt - Date.now() : Infinity;
    if (inMs > horizonMs) return;
    for (const lane of lanes) if (lane.queue === wakeup?.queue) lane.wakeIn(inMs);
  };
  const onReconnect = (): void => {
    for (const lane of lanes) lane.wake();
  };
  const listener = await boss.getDb().listen?.(channelOf(schema), onNotification, onReconnect);
  const lookout = startLookout({ boss, schema, logger, lanes, pauses });
  return {
    stop: async () => {
      await Promise.all([lookout.stop(), listener?.close()]);
    },
  };
};

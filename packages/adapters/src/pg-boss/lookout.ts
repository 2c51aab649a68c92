import type { Logger } from '@aisha/core';
import type { PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Lane } from './lane.ts';
import type { Pauses } from './pauses.ts';

const everyMs = 1_000;
/** Three words within the time after which a job is taken for orphaned. */
const heartbeatMs = 3_000;

const dueRows = z.array(z.object({ name: z.string(), dueInMs: z.coerce.number() }));
const orphanRows = z.array(
  z.object({ name: z.string(), id: z.string(), retryCount: z.coerce.number() }),
);

/**
 * Finds what no notification tells of: jobs whose time has come or soon will, and jobs whose worker
 * died. Keeps this process's own claims alive.
 */
export const startLookout = ({
  boss,
  schema,
  logger,
  lanes,
  pauses,
}: View & { readonly logger: Logger }): { stop(): Promise<void> } => {
  const beats = [
    repeat(everyMs, () => lookAround({ boss, schema, lanes, pauses }), logger),
    repeat(heartbeatMs, () => keepAlive(boss, lanes), logger),
  ];
  return {
    stop: async () => {
      await Promise.all(beats.map((beat) => beat.stop()));
    },
  };
};

type View = {
  readonly boss: PgBoss;
  readonly schema: string;
  readonly lanes: readonly Lane[];
  readonly pauses: Pauses;
};

const lookAround = async ({ boss, schema, lanes, pauses }: View): Promise<void> => {
  await pauses.refresh();
  if (lanes.length === 0) return;
  const names = lanes.map(({ queue }) => queue);
  await failOrphans({ boss, schema, lanes }, names);
  const { rows } = await boss.getDb().executeSql(
    `select name, extract(epoch from min(start_after) - now()) * 1000 as "dueInMs"
     from ${schema}.job where name = any($1) and state < 'active' and not blocked group by name`,
    [names],
  );
  for (const { name, dueInMs } of dueRows.parse(rows)) {
    // Later ones are seen again before they are due.
    if (dueInMs < everyMs) laneOf(lanes, name)?.wakeIn(dueInMs);
  }
};

/** pg-boss finds them too, but within a minute or so. */
const failOrphans = async (
  { boss, schema, lanes }: Omit<View, 'pauses'>,
  names: string[],
): Promise<void> => {
  const { rows } = await boss.getDb().executeSql(
    `select name, id, retry_count as "retryCount" from ${schema}.job
     where name = any($1) and state = 'active'
       and heartbeat_on < now() - heartbeat_seconds * interval '1 second' limit 100`,
    [names],
  );
  for (const { name, ...attempt } of orphanRows.parse(rows)) {
    await boss.fail(name, attempt, { message: 'its worker went silent' });
    laneOf(lanes, name)?.wake();
  }
};

const laneOf = (lanes: readonly Lane[], name: string): Lane | undefined =>
  lanes.find(({ queue }) => queue === name);

const keepAlive = async (boss: PgBoss, lanes: readonly Lane[]): Promise<void> => {
  for (const lane of lanes) {
    const claims = lane.claims();
    if (claims.length > 0) await boss.touch(lane.queue, [...claims]);
  }
};

/** Calls `task` again and again, never twice at a time. An outage is told once and not every second. */
const repeat = (
  periodMs: number,
  task: () => Promise<void>,
  logger: Logger,
): { stop(): Promise<void> } => {
  let stopped = false;
  let failing = false;
  let timer: NodeJS.Timeout | undefined;
  const beat = async (): Promise<void> => {
    try {
      await task();
      failing = false;
    } catch (error) {
      if (!failing) logger.warn({ error }, 'the job queue cannot be watched');
      failing = true;
    }
    if (!stopped) arm();
  };
  let current: Promise<void> = Promise.resolve();
  const arm = (): void => {
    timer = setTimeout(() => {
      current = beat();
    }, periodMs);
  };
  arm();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
};

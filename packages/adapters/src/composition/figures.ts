import type { Clock, DurationFigures } from '@aisha/core';
import { keptDurations } from '../in-process/index.ts';
import {
  listPausedQueues,
  mikroOrmRunDurations,
  readFigures,
  type MikroORM,
} from '../mikro-orm/index.ts';
import type { PgBossJobQueue } from '../pg-boss/index.ts';
import type { Figures } from '../prometheus/index.ts';

/** What lately took how long changes slowly. */
const durationsKeptMs = 60_000;

/** What all processes tell alike, of the one database they share. */
export const figuresOf = ({
  orm,
  clock,
  queue,
}: {
  readonly orm: MikroORM;
  readonly clock: Clock;
  readonly queue: Pick<PgBossJobQueue, 'depths'>;
}): (() => Promise<Figures>) => {
  const durations = keptDurations({
    durations: mikroOrmRunDurations({ orm, clock }),
    clock,
    keptMs: durationsKeptMs,
  });
  return async () => {
    const [stored, queues, stopped, took] = await Promise.all([
      readFigures({ orm, clock }),
      queue.depths(),
      listPausedQueues({ orm }),
      durations.list(),
    ]);
    return { ...stored, queues, stopped, durations: took.map(toDuration) };
  };
};

const toDuration = ({ kind, p50Ms, p90Ms }: DurationFigures): Figures['durations'][number] => ({
  kind: kind.type,
  model: kind.type === 'training' ? `${kind.trainer} ${kind.preset}` : kind.generator,
  p50Ms,
  p90Ms,
});

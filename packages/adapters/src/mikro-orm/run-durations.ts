import {
  fewestForFigures,
  figuresReachMs,
  presetNames,
  type Clock,
  type DurationFigures,
  type RunDurations,
} from '@aisha/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { z } from 'zod';
import { translated } from './database-errors.ts';
import type { Tables } from './entities/index.ts';
import { watched } from './watched.ts';

/** The newest of each table: they tell what it takes now, and asking stays cheap however many there are. */
const newest = 2_000;

/** One statement over two partial indexes; a few milliseconds, and worth keeping for some minutes. */
export const mikroOrmRunDurations = ({
  orm,
  clock,
}: {
  readonly orm: MikroORM;
  readonly clock: Clock;
}): RunDurations =>
  watched<RunDurations>(
    {
      async list() {
        const since = new Date(clock.now().getTime() - figuresReachMs);
        const { rows } = await figures(since).execute(orm.em.fork().getKysely<Tables>());
        return rows.flatMap((raw) => toFigures(raw) ?? []);
      },
    },
    translated,
  );

const figures = (since: Date) => sql`
  with done as (
    (select 'training' as type, recipe ->> 'trainer' as name, recipe ->> 'preset' as preset,
            finished_at - created_at as took
     from trainings where status = 'succeeded' and finished_at >= ${since}
     order by finished_at desc limit ${newest})
    union all
    (select 'generation', request ->> 'generator', null, finished_at - created_at
     from generations where status = 'succeeded' and finished_at >= ${since}
     order by finished_at desc limit ${newest})
  )
  select type, name, preset,
         extract(epoch from percentile_cont(0.5) within group (order by took)) * 1000 as p50_ms,
         extract(epoch from percentile_cont(0.9) within group (order by took)) * 1000 as p90_ms
  from done group by type, name, preset having count(*) >= ${fewestForFigures}`;

const ms = z.coerce.number().nonnegative().transform(Math.round);
const figuresRow = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('training'),
    name: z.enum(['portrait-lora', 'flux-2-lora', 'flux-pro-finetune']),
    preset: z.enum(presetNames),
    p50_ms: ms,
    p90_ms: ms,
  }),
  z.object({
    type: z.literal('generation'),
    name: z.string(),
    p50_ms: ms,
    p90_ms: ms,
  }),
]);

/** A kind that this version does not know, of a newer or an older one, is left out. */
const toFigures = (raw: unknown): DurationFigures | undefined => {
  const parsed = figuresRow.safeParse(raw);
  if (!parsed.success) return undefined;
  const { data } = parsed;
  const took = { p50Ms: data.p50_ms, p90Ms: data.p90_ms };
  return data.type === 'training'
    ? { kind: { type: 'training', trainer: data.name, preset: data.preset }, ...took }
    : { kind: { type: 'generation', generator: data.name }, ...took };
};

import { figureNames, noFigures, type DayFigures, type Statistics } from '@aisha/core';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';

const figureRow = z.object({
  day: z.string(),
  figure: z.enum(figureNames),
  amount: z.coerce.number(),
});

/** One statement that goes through what happened since, not through what is there. */
export const statisticsIn = (db: Database): Statistics => ({
  async listDays(since) {
    const { rows } = await sql`
      with happened (figure, at, amount) as (
        select 'people', created_at, 1 from users where created_at >= ${since}
        union all
        select 'trainings', created_at, 1 from trainings where created_at >= ${since}
        union all
        select case when status = 'succeeded' then 'trained' else 'untrained' end, finished_at, 1
        from trainings where finished_at >= ${since}
        union all
        select 'orders', created_at, 1 from generations
        where created_at >= ${since} and purpose = 'order'
        union all
        select 'pictures', created_at, 1 from images where created_at >= ${since}
        union all
        select 'costMicroUsd', created_at, expected_micro_usd from provider_runs
        where created_at >= ${since} and billing in ('billed', 'maybe')
      )
      select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, figure, sum(amount) as amount
      from happened group by 1, 2 order by 1`.execute(db);
    const days = new Map<string, DayFigures>();
    for (const raw of rows) {
      const { day, figure, amount } = figureRow.parse(raw);
      days.set(day, { ...(days.get(day) ?? noFigures(day)), [figure]: amount });
    }
    return [...days.values()];
  },
});

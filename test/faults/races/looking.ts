import type { ProviderEventId, ProviderRequestId, RunId } from '@aisha/core';
import type { Pool } from 'pg';
import type { Replicas } from '../money/replicas.ts';
import type { Subject } from './subjects.ts';

type Run = {
  readonly requestId: ProviderRequestId;
  readonly order: { readonly webhookUrl: string | undefined };
  readonly observation: { readonly state: string };
};

/** What a test sees of the database and of the provider. */
export const looking = ({ outside: { trainer, generator } }: Replicas, sql: Pool) => {
  const triesOf = async ({ id }: Subject) => {
    const { rows } = await sql.query<{ id: RunId; asked: boolean }>(
      `select id, next_check_at is not null as asked from provider_runs
       where $1 in (training_id, generation_id) order by try_number`,
      [id],
    );
    return rows;
  };
  return {
    triesOf,
    /** What the provider accepted for a subject, whether or not we heard of it. */
    billedFor: async (subject: Subject): Promise<Run[]> => {
      const tries = await triesOf(subject);
      const billed: readonly Run[] =
        subject.type === 'training' ? trainer.accepted() : generator.accepted();
      return billed.filter(({ order: { webhookUrl = '' } }) =>
        tries.some(({ id }) => webhookUrl.includes(id)),
      );
    },
    eventsOf: async (requestId: string): Promise<ProviderEventId[]> => {
      const { rows } = await sql.query<{ id: ProviderEventId }>(
        `select id from provider_events where request_id = $1`,
        [requestId],
      );
      return rows.map(({ id }) => id);
    },
    /** What a subject cost in the end. */
    captured: async ({ id }: Subject): Promise<number> => {
      const { rows } = await sql.query<{ captured: string }>(
        `select captured from holds where id = $1`,
        [id],
      );
      return Number(rows[0]?.captured);
    },
    /** Those that were made without anybody being told. */
    untold: async (): Promise<string[]> => {
      const { rows } = await sql.query<{ id: string }>(
        `select t.id from trainings t where not exists (
           select from pgboss.job where data -> 'notification' ->> 'trainingId' = t.id::text
         ) and status = 'succeeded' and created_at < now() - interval '1 hour'`,
      );
      return rows.map(({ id }) => id);
    },
  };
};

export type RaceWorld = Replicas & ReturnType<typeof looking>;

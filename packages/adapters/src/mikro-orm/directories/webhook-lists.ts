import type {
  GenerationId,
  RunSubject,
  TrainingId,
  WebhookListing,
  WorkDirectory,
} from '@aisha/core';
import { z } from 'zod';
import type { Database } from '../entities/index.ts';
import { branded, optional, time } from '../mappers/columns.ts';
import { toEvent } from '../mappers/provider-event-mapper.ts';
import { toRun } from '../mappers/provider-run-mapper.ts';
import { isId } from '../repositories/identifiers.ts';

export const webhooksIn = (
  db: () => Database,
): Pick<WorkDirectory, 'listWebhooks' | 'findWebhook'> => ({
  async listWebhooks({ limit, before, outcome, requestId, isQuarantined }) {
    if (before !== undefined && !isId(before)) return [];
    const rows = await webhookListings(db())
      .$if(before !== undefined, (query) => query.where('events.id', '<', before ?? ''))
      .$if(outcome !== undefined, (query) => query.where('events.outcome', '=', outcome ?? ''))
      .$if(requestId !== undefined, (query) =>
        query.where('events.request_id', '=', requestId ?? ''),
      )
      .$if(isQuarantined === true, (query) => query.where('events.quarantined_at', 'is not', null))
      .orderBy('events.id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toWebhookListing);
  },
  async findWebhook(id) {
    if (!isId(id)) return undefined;
    const row = await db()
      .selectFrom('provider_events')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) return undefined;
    const run = await db()
      .selectFrom('provider_runs')
      .selectAll()
      .where('id', '=', row.run_id)
      .executeTakeFirst();
    const { quarantined_at: quarantinedAt } = listingColumns.parse(row);
    return { event: toEvent(row), quarantinedAt, run: run && toRun(run) };
  },
});

/** Without what they say, which may be long. */
export const webhookListings = (db: Database) =>
  db
    .selectFrom('provider_events as events')
    .leftJoin('provider_runs as runs', 'runs.id', 'events.run_id')
    .select([
      'events.id',
      'events.request_id',
      'events.run_id',
      'events.outcome',
      'events.received_at',
      'events.quarantined_at',
      'runs.training_id',
      'runs.generation_id',
    ]);

const listingColumns = z.object({
  quarantined_at: optional(time),
  training_id: branded<TrainingId>().nullish(),
  generation_id: branded<GenerationId>().nullish(),
});

export const toWebhookListing = (raw: unknown): WebhookListing => {
  const { payload: _nothing, ...event } = toEvent({ payload: null, ...columnsOf(raw) });
  const row = listingColumns.parse(raw);
  return { ...event, quarantinedAt: row.quarantined_at, subject: subjectOf(row) };
};

const columnsOf = (raw: unknown) => z.looseObject({}).parse(raw);

const subjectOf = ({
  training_id: trainingId,
  generation_id: generationId,
}: z.infer<typeof listingColumns>): RunSubject | undefined => {
  if (typeof trainingId === 'string') return { type: 'training', id: trainingId };
  return typeof generationId === 'string' ? { type: 'generation', id: generationId } : undefined;
};

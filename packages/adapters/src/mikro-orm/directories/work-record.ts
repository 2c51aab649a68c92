import type { HoldId, RunSubject, WorkRecord } from '@aisha/core';
import type { Database } from '../entities/index.ts';
import { toHold } from '../mappers/hold-mapper.ts';
import { toRun } from '../mappers/provider-run-mapper.ts';
import { toWebhookListing, webhookListings } from './webhook-lists.ts';

const most = 100;

/** What was paid, tried and told of a training or an order. */
export const recordOf = async (
  db: Database,
  { type, id }: RunSubject,
  holdId: HoldId,
): Promise<WorkRecord> => {
  const column = type === 'training' ? 'training_id' : 'generation_id';
  const [hold, runs, webhooks] = await Promise.all([
    db.selectFrom('holds').selectAll().where('id', '=', holdId).executeTakeFirst(),
    db
      .selectFrom('provider_runs')
      .selectAll()
      .where(column, '=', id)
      .orderBy('id', 'desc')
      .limit(most)
      .execute(),
    webhookListings(db)
      .where(`runs.${column}`, '=', id)
      .orderBy('events.id', 'desc')
      .limit(most)
      .execute(),
  ]);
  return {
    hold: hold && toHold(hold),
    runs: runs.map(toRun),
    webhooks: webhooks.map(toWebhookListing),
  };
};

import type { ProviderEvent, ProviderEventId, ProviderRequestId, RunId } from '@aisha/core';
import { z } from 'zod';
import { branded, time, toJson } from './columns.ts';

const eventRow = z.object({
  id: branded<ProviderEventId>(),
  request_id: branded<ProviderRequestId>(),
  run_id: branded<RunId>(),
  outcome: z.enum(['succeeded', 'failed']),
  payload: z.unknown(),
  received_at: time,
});

export const toEvent = (raw: unknown): ProviderEvent => {
  const row = eventRow.parse(raw);
  return {
    id: row.id,
    requestId: row.request_id,
    runId: row.run_id,
    outcome: row.outcome,
    payload: row.payload ?? undefined,
    receivedAt: row.received_at,
  };
};

export const fromEvent = (event: ProviderEvent) => ({
  id: event.id,
  request_id: event.requestId,
  run_id: event.runId,
  outcome: event.outcome,
  // A payload of null says as little as none.
  payload: event.payload === null ? null : toJson(event.payload),
  received_at: event.receivedAt,
});

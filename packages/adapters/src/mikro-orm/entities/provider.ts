import { defineEntity, p } from '@mikro-orm/core';
import { TrainingEntity } from './avatars.ts';
import { belongsTo, bigNumber, instant } from './columns.ts';
import { GenerationEntity } from './generations.ts';
import { UserEntity } from './users.ts';

const tries = `orphan_of_id is null`;

export const ProviderRunEntity = defineEntity({
  name: 'ProviderRun',
  tableName: 'provider_runs',
  uniques: [
    {
      name: 'provider_runs_training_id_try_number_unique',
      properties: ['training', 'tryNumber'],
      where: tries,
    },
    {
      name: 'provider_runs_generation_id_try_number_unique',
      properties: ['generation', 'tryNumber'],
      where: tries,
    },
  ],
  indexes: [
    { name: 'provider_runs_user_id_index', properties: ['user', 'id'] },
    {
      name: 'provider_runs_due_index',
      properties: ['nextCheckAt'],
      where: `status in ('intended', 'accepted', 'abandoned') and next_check_at is not null`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    user: () => belongsTo(UserEntity),
    training: () => belongsTo(TrainingEntity).nullable().deleteRule('no action'),
    generation: () => belongsTo(GenerationEntity).nullable().deleteRule('no action'),
    tryNumber: p.integer(),
    spentTries: p.integer(),
    endpoint: p.text(),
    status: p.text(),
    requestId: p.text().unique('provider_runs_request_id_unique').nullable(),
    acceptedAt: instant().nullable(),
    orphanOf: () => belongsTo(ProviderRunEntity).nullable().deleteRule('no action'),
    expectedMicroUsd: bigNumber().defaultRaw('0'),
    billing: p.text().default('open'),
    nextCheckAt: instant().nullable(),
    checks: p.integer(),
    misses: p.integer(),
    createdAt: instant(),
  },
});

export const ProviderEventEntity = defineEntity({
  name: 'ProviderEvent',
  tableName: 'provider_events',
  uniques: [
    {
      name: 'provider_events_request_id_outcome_unique',
      properties: ['requestId', 'outcome'],
    },
  ],
  indexes: [
    { name: 'provider_events_run_id_index', properties: ['runId'] },
    {
      name: 'provider_events_quarantined_index',
      properties: ['quarantinedAt'],
      where: `quarantined_at is not null`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    requestId: p.text(),
    // Not a foreign key: an event may name a run that a restored database does not know.
    runId: p.uuid(),
    outcome: p.text(),
    payload: p.json<unknown>().columnType('json').nullable(),
    receivedAt: instant(),
    quarantinedAt: instant().nullable(),
  },
});

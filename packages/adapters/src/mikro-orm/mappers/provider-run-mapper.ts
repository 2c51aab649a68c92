import {
  runBillings,
  runStatuses,
  type GenerationId,
  type ProviderRequestId,
  type ProviderRun,
  type RunId,
  type RunSubject,
  type TrainingId,
  type UserId,
} from '@aisha/core';
import { z } from 'zod';
import { branded, count, optional, time } from './columns.ts';

const subjectColumns = z.union([
  z.object({ training_id: branded<TrainingId>(), generation_id: z.null() }),
  z.object({ training_id: z.null(), generation_id: branded<GenerationId>() }),
]);

const runRow = z.object({
  id: branded<RunId>(),
  user_id: branded<UserId>(),
  try_number: z.number(),
  spent_tries: z.number(),
  endpoint: z.string(),
  status: z.enum(runStatuses),
  request_id: optional(branded<ProviderRequestId>()),
  accepted_at: optional(time),
  orphan_of_id: optional(branded<RunId>()),
  expected_micro_usd: count,
  billing: z.enum(runBillings),
  next_check_at: optional(time),
  checks: z.number(),
  misses: z.number(),
  created_at: time,
});

export const toRun = (raw: unknown): ProviderRun => {
  const row = runRow.parse(raw);
  return {
    id: row.id,
    userId: row.user_id,
    subject: toSubject(raw),
    tryNumber: row.try_number,
    spentTries: row.spent_tries,
    endpoint: row.endpoint,
    status: row.status,
    requestId: row.request_id,
    acceptedAt: row.accepted_at,
    orphanOf: row.orphan_of_id,
    cost: { expectedMicroUsd: row.expected_micro_usd, billing: row.billing },
    nextCheckAt: row.next_check_at,
    checks: row.checks,
    misses: row.misses,
    createdAt: row.created_at,
  };
};

const toSubject = (raw: unknown): RunSubject => {
  const row = subjectColumns.parse(raw);
  return row.training_id === null
    ? { type: 'generation', id: row.generation_id }
    : { type: 'training', id: row.training_id };
};

export const fromRun = (run: ProviderRun) => ({
  id: run.id,
  user_id: run.userId,
  training_id: run.subject.type === 'training' ? run.subject.id : null,
  generation_id: run.subject.type === 'generation' ? run.subject.id : null,
  try_number: run.tryNumber,
  spent_tries: run.spentTries,
  endpoint: run.endpoint,
  orphan_of_id: run.orphanOf ?? null,
  expected_micro_usd: run.cost.expectedMicroUsd,
  created_at: run.createdAt,
  ...fromRunState(run),
});

/** What changes after a run was intended. */
export const fromRunState = (run: ProviderRun) => ({
  status: run.status,
  request_id: run.requestId ?? null,
  accepted_at: run.acceptedAt ?? null,
  billing: run.cost.billing,
  next_check_at: run.nextCheckAt ?? null,
  checks: run.checks,
  misses: run.misses,
});

import {
  trainingStatuses,
  type AvatarId,
  type BlobKey,
  type HoldId,
  type PhotoId,
  type Sha256,
  type Training,
  type TrainingId,
  type TrainingResult,
  type UserId,
} from '@aisha/core';
import { z } from 'zod';
import { branded, count, optional, time, toJson } from './columns.ts';
import { failureJson, progressJson } from './progress-mapper.ts';
import { recipeJson } from './recipe-mapper.ts';

const outputJson = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('lora'),
    loraUrl: z.string(),
    configUrl: z.string().optional(),
  }),
  z.object({ type: z.literal('finetune'), finetuneId: z.string() }),
]);

const trainingRow = z.object({
  id: branded<TrainingId>(),
  user_id: branded<UserId>(),
  avatar_id: branded<AvatarId>(),
  version: z.number(),
  status: z.enum(trainingStatuses),
  recipe: recipeJson,
  photo_ids: z.array(branded<PhotoId>()),
  price: count,
  hold_id: branded<HoldId>(),
  progress: optional(progressJson),
  failure: optional(failureJson),
  output: optional(outputJson),
  finetune_id: optional(z.string()),
  lora_blob_key: optional(branded<BlobKey>()),
  result_deleted_at: optional(time),
  created_at: time,
  started_at: optional(time),
  finished_at: optional(time),
  deadline_at: time,
});

const loraColumns = z.object({
  lora_blob_key: branded<BlobKey>(),
  lora_sha256: branded<Sha256>(),
  lora_bytes: count,
  lora_config_blob_key: optional(branded<BlobKey>()),
  lora_provider_url: z.string(),
});

export const toTraining = (raw: unknown): Training => {
  const row = trainingRow.parse(raw);
  return {
    id: row.id,
    userId: row.user_id,
    avatarId: row.avatar_id,
    version: row.version,
    status: row.status,
    recipe: row.recipe,
    photoIds: row.photo_ids,
    price: row.price,
    holdId: row.hold_id,
    progress: row.progress,
    failure: row.failure,
    output: row.output,
    result: toResult(row, raw),
    resultDeletedAt: row.result_deleted_at,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    deadlineAt: row.deadline_at,
  };
};

const toResult = (row: z.infer<typeof trainingRow>, raw: unknown): TrainingResult | undefined => {
  if (row.finetune_id !== undefined) return { type: 'finetune', finetuneId: row.finetune_id };
  if (row.lora_blob_key === undefined) return undefined;
  const lora = loraColumns.parse(raw);
  return {
    type: 'lora',
    blobKey: lora.lora_blob_key,
    sha256: lora.lora_sha256,
    bytes: lora.lora_bytes,
    configBlobKey: lora.lora_config_blob_key,
    providerUrl: lora.lora_provider_url,
  };
};

export const fromTraining = (training: Training) => ({
  id: training.id,
  user_id: training.userId,
  avatar_id: training.avatarId,
  version: training.version,
  photo_ids: [...training.photoIds],
  price: training.price,
  hold_id: training.holdId,
  recipe: toJson(training.recipe),
  created_at: training.createdAt,
  deadline_at: training.deadlineAt,
  ...fromTrainingState(training),
});

/** What changes after a training was requested. */
export const fromTrainingState = (training: Training) => ({
  status: training.status,
  progress: toJson(training.progress),
  failure: toJson(training.failure),
  output: toJson(training.output),
  ...fromResult(training.result),
  result_deleted_at: training.resultDeletedAt ?? null,
  started_at: training.startedAt ?? null,
  finished_at: training.finishedAt ?? null,
});

const fromResult = (result: TrainingResult | undefined) => {
  const lora = result?.type === 'lora' ? result : undefined;
  return {
    lora_blob_key: lora?.blobKey ?? null,
    lora_sha256: lora?.sha256 ?? null,
    lora_bytes: lora?.bytes ?? null,
    lora_config_blob_key: lora?.configBlobKey ?? null,
    lora_provider_url: lora?.providerUrl ?? null,
    finetune_id: result?.type === 'finetune' ? result.finetuneId : null,
  };
};

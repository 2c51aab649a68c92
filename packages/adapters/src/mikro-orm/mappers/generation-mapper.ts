import {
  aspectRatios,
  generationPurposes,
  generationStatuses,
  type AvatarId,
  type Generation,
  type GenerationId,
  type HoldId,
  type ImageId,
  type TrainingId,
  type UserId,
} from '@aisha/core';
import { z } from 'zod';
import { branded, count, optional, time, toJson } from './columns.ts';
import { failureJson, progressJson } from './progress-mapper.ts';

const requestJson = z.object({
  // Also one that the registry does not hold any more: what was made with it stays.
  generator: z.string(),
  task: z.enum(['vary', 'enlarge']).optional(),
  fullPrompt: z.string(),
  words: z.string().optional(),
  isUntranslated: z.boolean().optional(),
  aspectRatio: z.enum(aspectRatios),
  count: z.number(),
  seed: z.number(),
  strength: z.number(),
  guidanceScale: z.number().optional(),
  inferenceSteps: z.number().optional(),
  closeness: z.number().optional(),
  enlargement: z.number().optional(),
  raw: z.boolean().optional(),
  safetyTolerance: z.number().optional(),
  format: z.enum(['jpeg', 'png', 'webp']).optional(),
});

const outputJson = z.object({
  seed: z.number(),
  images: z.array(
    z.object({
      url: z.string(),
      width: z.number().optional(),
      height: z.number().optional(),
      flagged: z.boolean(),
    }),
  ),
});

export const styleNameJson = z.object({
  emoji: z.string(),
  title: z.record(z.string(), z.string()),
});

const generationRow = z.object({
  id: branded<GenerationId>(),
  user_id: branded<UserId>(),
  avatar_id: optional(branded<AvatarId>()),
  training_id: optional(branded<TrainingId>()),
  purpose: z.enum(generationPurposes),
  status: z.enum(generationStatuses),
  prompt: z.string(),
  style_id: optional(z.string()),
  style_name: optional(styleNameJson),
  like_image_id: optional(branded<ImageId>()),
  request: requestJson,
  price: count,
  hold_id: branded<HoldId>(),
  progress: optional(progressJson),
  failure: optional(failureJson),
  output: optional(outputJson),
  delivered: z.number(),
  created_at: time,
  started_at: optional(time),
  finished_at: optional(time),
  deadline_at: time,
});

export const toGeneration = (raw: unknown): Generation => {
  const row = generationRow.parse(raw);
  return {
    id: row.id,
    userId: row.user_id,
    avatarId: row.avatar_id,
    trainingId: row.training_id,
    purpose: row.purpose === 'order' ? undefined : row.purpose,
    status: row.status,
    prompt: row.prompt,
    styleId: row.style_id,
    styleName: row.style_name,
    likeImageId: row.like_image_id,
    request: row.request,
    price: row.price,
    holdId: row.hold_id,
    progress: row.progress,
    failure: row.failure,
    output: row.output,
    delivered: row.delivered,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    deadlineAt: row.deadline_at,
  };
};

export const fromGeneration = (generation: Generation) => ({
  id: generation.id,
  user_id: generation.userId,
  avatar_id: generation.avatarId ?? null,
  training_id: generation.trainingId ?? null,
  purpose: generation.purpose ?? 'order',
  prompt: generation.prompt,
  style_id: generation.styleId ?? null,
  style_name: toJson(generation.styleName),
  like_image_id: generation.likeImageId ?? null,
  price: generation.price,
  hold_id: generation.holdId,
  created_at: generation.createdAt,
  deadline_at: generation.deadlineAt,
  ...fromGenerationState(generation),
});

/** What changes after a generation was ordered. */
export const fromGenerationState = (generation: Generation) => ({
  // Its words, once they are translated.
  request: toJson(generation.request),
  status: generation.status,
  progress: toJson(generation.progress),
  failure: toJson(generation.failure),
  output: toJson(generation.output),
  delivered: generation.delivered,
  started_at: generation.startedAt ?? null,
  finished_at: generation.finishedAt ?? null,
});

import {
  avatarKinds,
  photoVerdictCodes,
  photoWarningCodes,
  promptDraftFailures,
  promptDraftKinds,
  promptDraftStages,
  runFailureCodes,
  type Attempt,
  type AvatarId,
  type BroadcastId,
  type Erased,
  type ErasureId,
  type ExportId,
  type GenerationId,
  type ImageId,
  type IntakeSummary,
  type Notification,
  type PhotoId,
  type PromptDraftId,
  type RunProgress,
  type Span,
  type TrainingId,
} from '@aisha/core';
import { z } from 'zod';
import { id } from './id-schema.ts';
import { blobKey } from './image-payloads.ts';

const count = z.int().nonnegative();
const failure = z.enum(runFailureCodes).optional();
const prompt = z.string().max(10_000);
const name = z.string().max(1_000);

const progress = z.object({
  stage: z.enum(['preparing', 'queued', 'running', 'finishing']),
  percent: z.number().optional(),
  queuePosition: z.number().optional(),
}) satisfies z.ZodType<RunProgress>;

const attempt = z.object({
  number: z.int().positive(),
  isPaused: z.boolean(),
}) satisfies z.ZodType<Attempt>;

const span = z.object({ from: z.number(), to: z.number() }) satisfies z.ZodType<Span>;

const summary = z.object({
  accepted: count,
  checking: count,
  refused: z.partialRecord(z.enum(photoVerdictCodes), count),
  warnings: z.partialRecord(z.enum(photoWarningCodes), count),
  sent: count,
  minCount: count,
  maxCount: count,
  enough: z.boolean(),
}) satisfies z.ZodType<IntakeSummary>;

const erased = z.object({
  avatars: count,
  photos: count,
  trainings: count,
  orders: count,
  pictures: count,
  atProvider: count,
  leftAtProvider: count,
}) satisfies z.ZodType<Erased>;

const ofDraft = { draftId: id<PromptDraftId>(), kind: z.enum(promptDraftKinds) };
const ofTraining = { trainingId: id<TrainingId>(), avatarId: id<AvatarId>(), avatarName: name };

export const notification: z.ZodType<Notification> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('announcement'),
    broadcastId: id<BroadcastId>(),
    text: z.string().max(10_000),
  }),
  z.object({
    type: z.literal('photos.judged'),
    avatarId: id<AvatarId>(),
    summary,
    newest: z.string().max(1_000),
    asOf: z.number(),
  }),
  z.object({
    type: z.literal('training.progressed'),
    ...ofTraining,
    progress,
    attempt,
    minutes: span,
    elapsedMs: z.number(),
  }),
  z.object({
    type: z.literal('training.succeeded'),
    ...ofTraining,
    kind: z.enum(avatarKinds),
    tookMs: z.number(),
    previews: count.optional(),
  }),
  z.object({
    type: z.literal('training.previewed'),
    ...ofTraining,
    version: count,
    generationId: id<GenerationId>(),
    imageIds: z.array(id<ImageId>()).max(100),
    olderTrainingId: id<TrainingId>().optional(),
  }),
  z.object({
    type: z.literal('training.ended'),
    ...ofTraining,
    reason: z.enum(['failed', 'cancelled', 'expired']),
    failure,
    photo: z.object({ number: count, id: id<PhotoId>() }).optional(),
    refunded: count,
  }),
  z.object({
    type: z.literal('generation.progressed'),
    generationId: id<GenerationId>(),
    progress,
    attempt,
    count,
    price: count.optional(),
    seconds: span.optional(),
  }),
  z.object({
    type: z.literal('generation.succeeded'),
    generationId: id<GenerationId>(),
    avatarId: id<AvatarId>().optional(),
    prompt,
    style: z
      .object({
        emoji: z.string(),
        title: z.object({ en: z.string(), ru: z.string() }).catchall(z.string()),
      })
      .optional(),
    words: prompt.optional(),
    isUntranslated: z.boolean().optional(),
    imageIds: z.array(id<ImageId>()).max(100),
    ordered: count,
    charged: count,
    blocked: count.optional(),
  }),
  z.object({
    type: z.literal('generation.ended'),
    generationId: id<GenerationId>(),
    reason: z.enum(['failed', 'blocked', 'cancelled', 'expired']),
    failure,
    refunded: count,
  }),
  z.object({
    type: z.literal('draft.progressed'),
    ...ofDraft,
    stage: z.enum(promptDraftStages),
  }),
  z.object({
    type: z.literal('draft.written'),
    ...ofDraft,
    avatarId: id<AvatarId>(),
    prompt,
    original: prompt.optional(),
    analysis: prompt.optional(),
  }),
  z.object({
    type: z.literal('draft.failed'),
    ...ofDraft,
    avatarId: id<AvatarId>(),
    failure: z.enum(promptDraftFailures),
  }),
  z.object({ type: z.literal('image.filed'), imageId: id<ImageId>() }),
  z.object({
    type: z.literal('images.exported'),
    exportId: id<ExportId>(),
    part: z.int().positive(),
    parts: z.int().positive(),
    blobKey,
    bytes: count,
    pictures: count,
  }),
  z.object({ type: z.literal('images.unexported'), exportId: id<ExportId>() }),
  z.object({
    type: z.literal('account.exported'),
    exportId: id<ExportId>(),
    part: z.int().positive(),
    parts: z.int().positive(),
    blobKey,
    bytes: count,
  }),
  z.object({
    type: z.literal('account.erased'),
    receipt: id<ErasureId>(),
    finishedAt: z.number(),
    erased,
  }),
]);

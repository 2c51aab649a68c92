import type {
  AvatarId,
  BroadcastId,
  ErasureId,
  ExportId,
  HookMessageId,
  GenerationId,
  JobData,
  JobName,
  PhotoId,
  PromptDraftId,
  ProviderEventId,
  RunId,
  RunSubject,
  TrainingId,
  UserId,
} from '@aisha/core';
import { z } from 'zod';
import { id } from './id-schema.ts';
import { blobKey, exportSelection } from './image-payloads.ts';
import { notification } from './notification-payload.ts';
import { operatorAlarm } from './operator-alarm-payload.ts';

const runSubject = z.discriminatedUnion('type', [
  z.object({ type: z.literal('training'), id: id<TrainingId>() }),
  z.object({ type: z.literal('generation'), id: id<GenerationId>() }),
]) satisfies z.ZodType<RunSubject>;

/** What a row of the queue must hold before a handler sees it: another version may have written it. */
export const payloads: { readonly [Name in JobName]: z.ZodType<JobData<Name>> } = {
  'photo.judge': z.object({ photoId: id<PhotoId>() }),
  'archive.unpack': z.object({ photoId: id<PhotoId>() }),
  'photos.report': z.object({ avatarId: id<AvatarId>(), userId: id<UserId>() }),
  'avatar.purge': z.object({ avatarId: id<AvatarId>(), userId: id<UserId>() }),
  'training.submit': z.object({ trainingId: id<TrainingId>() }),
  'training.collect': z.object({ trainingId: id<TrainingId>() }),
  'draft.write': z.object({ draftId: id<PromptDraftId>() }),
  'generation.submit': z.object({ generationId: id<GenerationId>() }),
  'generation.collect': z.object({ generationId: id<GenerationId>() }),
  'generation.thumbnails': z.object({ generationId: id<GenerationId>() }),
  'images.export': z.object({
    exportId: id<ExportId>(),
    userId: id<UserId>(),
    selection: exportSelection,
  }),
  'blobs.delete': z.object({ keys: z.array(blobKey).max(1_000) }),
  'run.check': z.object({ runId: id<RunId>() }),
  'run.cancel': z.object({ runId: id<RunId>() }),
  'provider.event': z.object({ eventId: id<ProviderEventId>(), runId: id<RunId>().optional() }),
  'progress.show': z.object({ subject: runSubject }),
  'notification.send': z.object({ userId: id<UserId>(), notification }),
  'hook.deliver': z.object({ messageId: id<HookMessageId>() }),
  'broadcast.send': z.object({ broadcastId: id<BroadcastId>() }),
  'account.export': z.object({ exportId: id<ExportId>() }),
  'account.erase': z.object({ erasureId: id<ErasureId>() }),
  'operator.alarm': z.object({ alarm: operatorAlarm }),
};

import type {
  AvatarId,
  BroadcastId,
  BlobKey,
  ErasureId,
  ExportId,
  GenerationId,
  HookMessageId,
  PhotoId,
  PromptDraftId,
  ProviderEventId,
  RunId,
  TrainingId,
  UserId,
} from '../shared/ids.ts';
import type { OperatorAlarm } from '../domain/alarm/operator-alarm.ts';
import type { ExportSelection } from '../domain/image/export-plan.ts';
import type { RunSubject } from '../domain/run/run.ts';
import type { Notification } from './notifier.ts';

/** Work that outlives the request that asked for it. Each is safe to run twice. */
export type Job =
  | { readonly name: 'photo.judge'; readonly data: { readonly photoId: PhotoId } }
  | { readonly name: 'archive.unpack'; readonly data: { readonly photoId: PhotoId } }
  | {
      readonly name: 'photos.report';
      readonly data: { readonly avatarId: AvatarId; readonly userId: UserId };
    }
  | {
      readonly name: 'avatar.purge';
      readonly data: { readonly avatarId: AvatarId; readonly userId: UserId };
    }
  | { readonly name: 'training.submit'; readonly data: { readonly trainingId: TrainingId } }
  | { readonly name: 'training.collect'; readonly data: { readonly trainingId: TrainingId } }
  | { readonly name: 'generation.submit'; readonly data: { readonly generationId: GenerationId } }
  | { readonly name: 'generation.collect'; readonly data: { readonly generationId: GenerationId } }
  | {
      readonly name: 'generation.thumbnails';
      readonly data: { readonly generationId: GenerationId };
    }
  | { readonly name: 'draft.write'; readonly data: { readonly draftId: PromptDraftId } }
  | {
      readonly name: 'images.export';
      readonly data: {
        readonly exportId: ExportId;
        readonly userId: UserId;
        readonly selection: ExportSelection;
      };
    }
  /** Of rows that are gone. */
  | { readonly name: 'blobs.delete'; readonly data: { readonly keys: readonly BlobKey[] } }
  | { readonly name: 'run.check'; readonly data: { readonly runId: RunId } }
  | { readonly name: 'run.cancel'; readonly data: { readonly runId: RunId } }
  | {
      readonly name: 'provider.event';
      readonly data: {
        readonly eventId: ProviderEventId;
        /** The run that it names. Versions before this one did not say. */
        readonly runId?: RunId | undefined;
      };
    }
  | { readonly name: 'progress.show'; readonly data: { readonly subject: RunSubject } }
  | {
      readonly name: 'notification.send';
      readonly data: { readonly userId: UserId; readonly notification: Notification };
    }
  /** Tells a client of the API; its further tries are jobs of their own. */
  | { readonly name: 'hook.deliver'; readonly data: { readonly messageId: HookMessageId } }
  | { readonly name: 'broadcast.send'; readonly data: { readonly broadcastId: BroadcastId } }
  | { readonly name: 'account.export'; readonly data: { readonly exportId: ExportId } }
  | { readonly name: 'account.erase'; readonly data: { readonly erasureId: ErasureId } }
  | { readonly name: 'operator.alarm'; readonly data: { readonly alarm: OperatorAlarm } };

export type JobName = Job['name'];
export type JobData<Name extends JobName> = Extract<Job, { name: Name }>['data'];

export type EnqueueOptions = {
  /** Not before this time. */
  readonly startAt?: Date;
  /**
   * Jobs of one name and key that wait are one job: a second is dropped while the first has not
   * started. A job that already runs does not count.
   */
  readonly key?: string;
};

/** Enqueues within the transaction that it belongs to. */
export type Jobs = {
  enqueue(job: Job, options?: EnqueueOptions): Promise<void>;
};

export type JobHandlers = {
  readonly [Name in JobName]: (data: JobData<Name>) => Promise<void>;
};

/**
 * Runs jobs, on any number of machines. At least once: a job whose worker died is run again within
 * 15 s, one whose handler threw is run again with growing pauses, a `PortError`'s `retryAfterMs`
 * obeyed, and after its last try it is parked for an operator. No order is promised.
 */
export type JobQueue = {
  /** Starts taking jobs. */
  work(handlers: JobHandlers): Promise<void>;
  /** Runs `task` every `everyMs` on one machine of all, and once at the start. */
  schedule(name: string, everyMs: number, task: () => Promise<void>): Promise<void>;
  /** Stops taking jobs, waits for those under way up to `timeoutMs`, hands back the rest. */
  stop(options: { timeoutMs: number }): Promise<void>;
};

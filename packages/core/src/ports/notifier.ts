import type { StyleName } from '../domain/style/style.ts';
import type {
  AvatarId,
  BroadcastId,
  BlobKey,
  ErasureId,
  ExportId,
  FileRef,
  GenerationId,
  ImageId,
  PhotoId,
  PromptDraftId,
  TrainingId,
} from '../shared/ids.ts';
import type { Erased } from '../domain/account/erasure.ts';
import type { AvatarKind } from '../domain/avatar/avatar.ts';
import type { IntakeSummary } from '../domain/photo/intake.ts';
import type { StoredPhoto } from '../domain/photo/photo.ts';
import type { Image } from '../domain/image/image.ts';
import type {
  PromptDraftFailure,
  PromptDraftKind,
  PromptDraftStage,
} from '../domain/prompt-draft/prompt-draft.ts';
import type { RunFailureCode, RunProgress } from '../domain/run/run.ts';
import type { User } from '../domain/user/user.ts';

/** A photo that a training failed on: its place among those sent, from 1. */
export type PhotoAtFault = { readonly number: number; readonly id: PhotoId };

export type Span = { readonly from: number; readonly to: number };

/** How it goes with handing work over to the provider. */
export type Attempt = {
  /** 1 for the first; more where the provider failed at the one before. Whatever it is, it is paid for once. */
  readonly number: number;
  /** The provider takes nothing from us just now, and it waits for that to end. */
  readonly isPaused: boolean;
};

/** At the beginning, while nothing stands in the way. */
export const firstAttempt: Attempt = { number: 1, isPaused: false };

/** What a person is told without having asked. Facts only: the words are the channel's. */
export type Notification =
  | AccountNotification
  | DraftNotification
  | {
      /** What operators say to many, in this person's language, plain text. */
      readonly type: 'announcement';
      readonly broadcastId: BroadcastId;
      readonly text: string;
    }
  | {
      readonly type: 'photos.judged';
      readonly avatarId: AvatarId;
      readonly summary: IntakeSummary;
      /** Delivery key of the newest photo, so that the channel can tell below what to speak. */
      readonly newest: string;
      /** When the photos were looked at, in milliseconds since 1970: news of a later time is newer. */
      readonly asOf: number;
    }
  | {
      readonly type: 'training.progressed';
      readonly trainingId: TrainingId;
      readonly avatarId: AvatarId;
      readonly avatarName: string;
      readonly progress: RunProgress;
      readonly attempt: Attempt;
      /** What it takes from the request to the end. */
      readonly minutes: Span;
      /** Since it was requested. */
      readonly elapsedMs: number;
    }
  | {
      readonly type: 'training.succeeded';
      readonly trainingId: TrainingId;
      readonly avatarId: AvatarId;
      readonly avatarName: string;
      readonly kind: AvatarKind;
      readonly tookMs: number;
      /** How many first pictures follow; none where it is left out. */
      readonly previews?: number | undefined;
    }
  | {
      /** The first pictures of a version. Their training was told of before. */
      readonly type: 'training.previewed';
      readonly trainingId: TrainingId;
      readonly avatarId: AvatarId;
      readonly avatarName: string;
      readonly version: number;
      readonly generationId: GenerationId;
      /** None where they did not work out. */
      readonly imageIds: readonly ImageId[];
      /** The version before, where there is one to compare with. */
      readonly olderTrainingId?: TrainingId | undefined;
    }
  | {
      readonly type: 'training.ended';
      readonly trainingId: TrainingId;
      readonly avatarId: AvatarId;
      readonly avatarName: string;
      readonly reason: 'failed' | 'cancelled' | 'expired';
      readonly failure?: RunFailureCode | undefined;
      readonly photo?: PhotoAtFault | undefined;
      readonly refunded: number;
    }
  | {
      readonly type: 'generation.progressed';
      readonly generationId: GenerationId;
      readonly progress: RunProgress;
      readonly attempt: Attempt;
      readonly count: number;
      /** Whole credits for the whole order; left out by those who did not know it yet. */
      readonly price?: number | undefined;
      /** What it takes from the request to the end, where we know. */
      readonly seconds?: Span | undefined;
    }
  | {
      readonly type: 'generation.succeeded';
      readonly generationId: GenerationId;
      readonly avatarId?: AvatarId | undefined;
      readonly prompt: string;
      /** The ready style whose words these are, and what it was called then. */
      readonly style?: StyleName | undefined;
      /** What was sent in the place of these words, where they were translated or improved. */
      readonly words?: string | undefined;
      /** They are not English, and nobody was there to translate them. */
      readonly isUntranslated?: boolean | undefined;
      readonly imageIds: readonly ImageId[];
      readonly ordered: number;
      readonly charged: number;
      /** How many the safety check did not let through; left out by those who did not count them. */
      readonly blocked?: number | undefined;
    }
  | {
      readonly type: 'generation.ended';
      readonly generationId: GenerationId;
      readonly reason: 'failed' | 'blocked' | 'cancelled' | 'expired';
      readonly failure?: RunFailureCode | undefined;
      readonly refunded: number;
    }
  | {
      /** The original of a picture that the person asked for as a file. */
      readonly type: 'image.filed';
      readonly imageId: ImageId;
    }
  | {
      /** An archive of pictures, or one of several. */
      readonly type: 'images.exported';
      readonly exportId: ExportId;
      /** From 1. */
      readonly part: number;
      readonly parts: number;
      readonly blobKey: BlobKey;
      readonly bytes: number;
      readonly pictures: number;
    }
  | {
      /** None of the pictures that were asked for is there any more. */
      readonly type: 'images.unexported';
      readonly exportId: ExportId;
    };

/** A file that news brings, of up to 50 MB. */
export type AttachedFile = {
  readonly name: string;
  readonly blobKey: BlobKey;
  readonly bytes: number;
  /** The channel's handle, where it was sent before. */
  readonly filedAs?: FileRef | undefined;
};

type OfDraft = { readonly draftId: PromptDraftId; readonly kind: PromptDraftKind };

/** What comes of a prompt that is written for a person. */
export type DraftNotification =
  | (OfDraft & { readonly type: 'draft.progressed'; readonly stage: PromptDraftStage })
  | (OfDraft & {
      readonly type: 'draft.written';
      readonly avatarId: AvatarId;
      readonly prompt: string;
      readonly original?: string | undefined;
      readonly analysis?: string | undefined;
    })
  | (OfDraft & {
      readonly type: 'draft.failed';
      readonly avatarId: AvatarId;
      readonly failure: PromptDraftFailure;
    });

/** What comes of an account as a whole. */
export type AccountNotification =
  | {
      readonly type: 'account.exported';
      readonly exportId: ExportId;
      /** From 1. */
      readonly part: number;
      readonly parts: number;
      /** The archive in our storage, for a day. */
      readonly blobKey: BlobKey;
      readonly bytes: number;
    }
  | {
      readonly type: 'account.erased';
      readonly receipt: ErasureId;
      readonly finishedAt: number;
      readonly erased: Erased;
    };

export type Delivery = {
  /** The channel's handles of pictures that it now keeps. */
  readonly shown: readonly { readonly imageId: ImageId; readonly shownAs: FileRef }[];
  /** The channel's handle of the attached file. */
  readonly filedAs?: FileRef | undefined;
};

/**
 * Tells a person something over their channel. Notifications about one training or generation
 * share a message: a later one replaces the earlier in place, an outdated one changes nothing.
 * At least once: after a crash the same notification may arrive a second time.
 * Errors: `messenger.rate-limited` (with `retryAfterMs`), `messenger.unavailable`,
 * `messenger.blocked` (the person does not want messages: do not try again), `messenger.rejected`
 * (also where the person's address is none of this channel's; not retryable).
 */
export type Notifier = {
  notify(
    user: User,
    notification: Notification,
    attachments: {
      readonly images: readonly Image[];
      /** The person's own photo that the news is about. */
      readonly photo?: StoredPhoto | undefined;
      readonly file?: AttachedFile | undefined;
    },
  ): Promise<Delivery>;
};

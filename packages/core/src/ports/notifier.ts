import type {
  AvatarId,
  FileRef,
  GenerationId,
  ImageId,
  PhotoId,
  TrainingId,
} from '../shared/ids.ts';
import type { AvatarKind } from '../domain/avatar/avatar.ts';
import type { IntakeSummary } from '../domain/photo/intake.ts';
import type { StoredPhoto } from '../domain/photo/photo.ts';
import type { Image } from '../domain/image/image.ts';
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
  | {
      readonly type: 'photos.judged';
      readonly avatarId: AvatarId;
      readonly summary: IntakeSummary;
      /** Delivery key of the newest photo, so that the channel can tell below what to speak. */
      readonly newest: string;
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
      /** What it takes from the request to the end, where we know. */
      readonly seconds?: Span | undefined;
    }
  | {
      readonly type: 'generation.succeeded';
      readonly generationId: GenerationId;
      readonly avatarId: AvatarId;
      readonly prompt: string;
      readonly imageIds: readonly ImageId[];
      readonly ordered: number;
      readonly charged: number;
    }
  | {
      readonly type: 'generation.ended';
      readonly generationId: GenerationId;
      readonly reason: 'failed' | 'blocked' | 'cancelled' | 'expired';
      readonly failure?: RunFailureCode | undefined;
      readonly refunded: number;
    };

export type Delivery = {
  /** The channel's handles of pictures that it now keeps. */
  readonly shown: readonly { readonly imageId: ImageId; readonly shownAs: FileRef }[];
};

/**
 * Tells a person something over their channel. Notifications about one training or generation
 * share a message: a later one replaces the earlier in place, an outdated one changes nothing.
 * At least once: after a crash the same notification may arrive a second time.
 * Errors: `messenger.rate-limited` (with `retryAfterMs`), `messenger.unavailable`,
 * `messenger.blocked` (the person does not want messages: do not try again), `messenger.rejected`.
 */
export type Notifier = {
  notify(
    user: User,
    notification: Notification,
    attachments: {
      readonly images: readonly Image[];
      /** The person's own photo that the news is about. */
      readonly photo?: StoredPhoto | undefined;
    },
  ): Promise<Delivery>;
};

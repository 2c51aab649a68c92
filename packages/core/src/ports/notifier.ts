import type { AvatarId, FileRef, GenerationId, ImageId, TrainingId } from '../shared/ids.ts';
import type { AvatarKind } from '../domain/avatar/avatar.ts';
import type { IntakeSummary } from '../domain/photo/intake.ts';
import type { Image } from '../domain/image/image.ts';
import type { RunFailureCode, RunProgress } from '../domain/run/run.ts';
import type { User } from '../domain/user/user.ts';

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
      readonly minutes: { readonly from: number; readonly to: number };
      /** Milliseconds since 1970, when the training was requested. */
      readonly since: number;
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
      readonly refunded: number;
    }
  | {
      readonly type: 'generation.progressed';
      readonly generationId: GenerationId;
      readonly progress: RunProgress;
      readonly count: number;
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
    attachments: { readonly images: readonly Image[] },
  ): Promise<Delivery>;
};

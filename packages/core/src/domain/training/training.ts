import type {
  AvatarId,
  BlobKey,
  HoldId,
  PhotoId,
  Sha256,
  TrainingId,
  UserId,
} from '../../shared/ids.ts';
import type { RunFailure, RunProgress } from '../run/run.ts';
import type { TrainingRecipe } from './recipe.ts';

export const trainingStatuses = [
  'reserved',
  'submitting',
  'queued',
  'running',
  'finishing',
  'succeeded',
  'failed',
  'cancelled',
  'expired',
] as const;
export type TrainingStatus = (typeof trainingStatuses)[number];

/** One version of an avatar in the making or made. */
export type Training = {
  readonly id: TrainingId;
  readonly userId: UserId;
  readonly avatarId: AvatarId;
  /** 1 for an avatar's first training, then counting. */
  readonly version: number;
  readonly status: TrainingStatus;
  readonly recipe: TrainingRecipe;
  /** The photos it learns from, fixed when it was requested. */
  readonly photoIds: readonly PhotoId[];
  /** Whole credits. */
  readonly price: number;
  readonly holdId: HoldId;
  readonly progress?: RunProgress | undefined;
  readonly failure?: RunFailure | undefined;
  /** What the provider answered, as it gave it, until it is copied. */
  readonly output?: TrainingOutput | undefined;
  readonly result?: TrainingResult | undefined;
  /** When its result was removed with its avatar: a success without anything to draw with. */
  readonly resultDeletedAt?: Date | undefined;
  readonly createdAt: Date;
  readonly startedAt?: Date | undefined;
  readonly finishedAt?: Date | undefined;
  readonly deadlineAt: Date;
};

/** The provider's answer to a training: addresses that expire, or the finetune's id. */
export type TrainingOutput =
  | { readonly type: 'lora'; readonly loraUrl: string; readonly configUrl?: string | undefined }
  | { readonly type: 'finetune'; readonly finetuneId: string };

/** What a finished training leaves: weights in our own storage, or an id at the provider. */
export type TrainingResult =
  | {
      readonly type: 'lora';
      readonly blobKey: BlobKey;
      readonly sha256: Sha256;
      readonly bytes: number;
      readonly configBlobKey?: BlobKey | undefined;
      /** Where the provider keeps its copy, while it does. */
      readonly providerUrl: string;
    }
  | { readonly type: 'finetune'; readonly finetuneId: string };

import type {
  AvatarId,
  GenerationId,
  HoldId,
  ImageId,
  TrainingId,
  UserId,
} from '../../shared/ids.ts';
import type { RunFailure, RunProgress } from '../run/run.ts';
import type { StyleName } from '../style/style.ts';
import type { AspectRatio } from './aspect-ratio.ts';
import type { GeneratorName, GeneratorSettings, GeneratorTask } from './generator.ts';

export const generationStatuses = [
  'reserved',
  'submitting',
  'queued',
  'running',
  'finishing',
  'succeeded',
  'failed',
  'blocked',
  'cancelled',
  'expired',
] as const;
export type GenerationStatus = (typeof generationStatuses)[number];

/** preview: the first pictures of a version, made unasked, which cost nothing and are told of in their own way. */
export const generationPurposes = ['order', 'preview'] as const;
export type GenerationPurpose = (typeof generationPurposes)[number];

/** One order of 1 to 4 pictures. */
export type Generation = {
  readonly id: GenerationId;
  readonly userId: UserId;
  /** Left out where the picture is of nobody's avatar. */
  readonly avatarId?: AvatarId | undefined;
  /** The version of the avatar that the pictures are made with; there where the avatar is. */
  readonly trainingId?: TrainingId | undefined;
  /** What a person ordered, where it is left out. */
  readonly purpose?: GenerationPurpose | undefined;
  readonly status: GenerationStatus;
  /** As the person wrote it. */
  readonly prompt: string;
  /** The ready style whose words these are. */
  readonly styleId?: string | undefined;
  /** What that style was called then. */
  readonly styleName?: StyleName | undefined;
  /** The picture, of the same person, that this order is to be close to, begins with or enlarges; it may be gone by now. */
  readonly likeImageId?: ImageId | undefined;
  readonly request: GenerationRequest;
  /** Whole credits for the whole order. */
  readonly price: number;
  readonly holdId: HoldId;
  readonly progress?: RunProgress | undefined;
  readonly failure?: RunFailure | undefined;
  readonly output?: GenerationOutput | undefined;
  /** How many pictures were delivered, which is what is paid for. */
  readonly delivered: number;
  readonly createdAt: Date;
  readonly startedAt?: Date | undefined;
  readonly finishedAt?: Date | undefined;
  readonly deadlineAt: Date;
};

/** Everything a generator needs besides weights and pictures; the same request again makes the same picture. */
export type GenerationRequest = Omit<GeneratorSettings, 'strength'> & {
  readonly generator: GeneratorName;
  /** Drawing, where it is left out. */
  readonly task?: Exclude<GeneratorTask, 'draw'> | undefined;
  /** As sent: the person's words with the trigger phrase and subject woven in. */
  readonly fullPrompt: string;
  /** What stands in it in the place of the person's own words, where those were translated or improved. */
  readonly words?: string | undefined;
  /** Whether words that are not English are sent as they are, for want of a translator; undefined before it was tried. */
  readonly isUntranslated?: boolean | undefined;
  readonly aspectRatio: AspectRatio;
  readonly count: number;
  readonly seed: number;
  /** LoRA scale or finetune strength. */
  readonly strength: number;
};

/** The provider's pictures at addresses that expire. */
export type GenerationOutput = {
  readonly seed: number;
  readonly images: readonly {
    readonly url: string;
    readonly width?: number | undefined;
    readonly height?: number | undefined;
    /** The provider's safety check says that it must not be shown. */
    readonly flagged: boolean;
  }[];
};

import { defaultPhotoRules, type PhotoRules } from '../photo/photo.ts';
import type { TrainerName } from '../training/recipe.ts';
import type { GeneratorSettings } from '../generation/generator.ts';
import { defaultPrices, type Prices } from '../wallet/prices.ts';

/** The choices an operator makes: what things cost, what is allowed, how long we wait. */
export type Policy = {
  readonly prices: Prices;
  readonly photos: PhotoRules;
  /** The trainer of artistic avatars; where it is none of the registry, the first that trains such. */
  readonly artisticTrainer: TrainerName;
  /** By a generator's name: settings in the place of its own. */
  readonly generators: Readonly<Record<string, GeneratorSettings>>;
  readonly consentVersion: string;
  readonly maxAvatarsPerUser: number;
  readonly maxPhotosReceivedPerAvatar: number;
  readonly trainingDeadlineMs: number;
  readonly generationDeadlineMs: number;
  /** How long a submission whose reply was lost may still be named by a webhook before it is tried again. */
  readonly lostReplyGraceMs: number;
  readonly maxSubmissionTries: number;
  readonly maxLoraBytes: number;
  readonly maxImageBytes: number;
  /** Of an archive of pictures; channels take files of up to 50 MB. */
  readonly maxArchiveBytes: number;
  /** The first pictures of each new version, which nobody pays for: 0 to 4, as far as its generator makes so many at once. */
  readonly previews: { readonly count: number };
};

const minutes = 60_000;
const mebibytes = 1024 * 1024;

export const defaultPolicy: Policy = {
  prices: defaultPrices,
  photos: defaultPhotoRules,
  artisticTrainer: 'flux-2-lora',
  generators: {},
  consentVersion: '2026-11',
  maxAvatarsPerUser: 20,
  maxPhotosReceivedPerAvatar: 200,
  trainingDeadlineMs: 45 * minutes,
  generationDeadlineMs: 5 * minutes,
  lostReplyGraceMs: minutes,
  maxSubmissionTries: 3,
  maxLoraBytes: 1024 * mebibytes,
  maxImageBytes: 40 * mebibytes,
  maxArchiveBytes: 45_000_000,
  previews: { count: 4 },
};

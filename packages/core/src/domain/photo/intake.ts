import type { Photo, PhotoRefusalCode, PhotoRules } from './photo.ts';

/** How an avatar's photos stand, for the one message that tells it. */
export type IntakeSummary = {
  readonly accepted: number;
  readonly checking: number;
  readonly refused: Readonly<Partial<Record<PhotoRefusalCode, number>>>;
  readonly minCount: number;
  readonly maxCount: number;
  /** Enough good photos, and none still being looked at. */
  readonly enough: boolean;
};

export const summarizeIntake = (
  photos: readonly Pick<Photo, 'status' | 'refusal'>[],
  rules: PhotoRules,
): IntakeSummary => {
  const refused: Partial<Record<PhotoRefusalCode, number>> = {};
  let accepted = 0;
  let checking = 0;
  for (const photo of photos) {
    if (photo.status === 'accepted') accepted += 1;
    else if (photo.status === 'received') checking += 1;
    else if (photo.refusal) refused[photo.refusal] = (refused[photo.refusal] ?? 0) + 1;
  }
  return {
    accepted,
    checking,
    refused,
    minCount: rules.minCount,
    maxCount: rules.maxCount,
    enough: checking === 0 && accepted >= rules.minCount,
  };
};

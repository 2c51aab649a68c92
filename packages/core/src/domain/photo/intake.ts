import type { PhotoRules, PhotoVerdictCode, SentPhoto } from './photo.ts';
import type { PhotoWarningCode } from './quality.ts';

/** How an avatar's photos stand, for the one message that tells it. */
export type IntakeSummary = {
  readonly accepted: number;
  readonly checking: number;
  readonly refused: Readonly<Partial<Record<PhotoVerdictCode, number>>>;
  /** Of those that were accepted. */
  readonly warnings: Readonly<Partial<Record<PhotoWarningCode, number>>>;
  /** All that were sent and not taken back. */
  readonly sent: number;
  readonly minCount: number;
  readonly maxCount: number;
  /** Enough good photos, and none still being looked at. */
  readonly enough: boolean;
};

export const summarizeIntake = (
  photos: readonly Pick<SentPhoto, 'status' | 'refusal' | 'warnings'>[],
  rules: Pick<PhotoRules, 'minCount' | 'maxCount'>,
): IntakeSummary => {
  const refused: Partial<Record<PhotoVerdictCode, number>> = {};
  const warnings: Partial<Record<PhotoWarningCode, number>> = {};
  let accepted = 0;
  let checking = 0;
  for (const photo of photos) {
    if (photo.status === 'accepted') accepted += 1;
    else if (photo.status === 'received') checking += 1;
    else if (photo.refusal) refused[photo.refusal] = (refused[photo.refusal] ?? 0) + 1;
    for (const warning of photo.warnings) warnings[warning] = (warnings[warning] ?? 0) + 1;
  }
  return {
    accepted,
    checking,
    refused,
    warnings,
    sent: photos.length,
    minCount: rules.minCount,
    maxCount: rules.maxCount,
    enough: checking === 0 && accepted >= rules.minCount,
  };
};

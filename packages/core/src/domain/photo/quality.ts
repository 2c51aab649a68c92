import { ok, refuse, type Result } from '../../shared/result.ts';

export const qualityRefusalCodes = [
  'photo.too-narrow',
  'photo.too-dark',
  'photo.too-bright',
  'photo.blurred',
] as const;
export type QualityRefusalCode = (typeof qualityRefusalCodes)[number];

/** What could be better about a photo that is taken all the same. */
export const photoWarningCodes = [
  'photo.narrow',
  'photo.dark',
  'photo.bright',
  'photo.soft',
] as const;
export type PhotoWarningCode = (typeof photoWarningCodes)[number];

/** What can be measured of a photo without knowing what is on it. */
export type PhotoQuality = {
  /**
   * How strong the edges are in its sharpest parts, from 0: the standard deviation of the Laplacian of
   * the grey picture, at most 1024 pixels long and stretched to all shades from 0 to 255. A face before
   * a soft background is sharp.
   */
  readonly sharpness: number;
  /** The mean of the grey picture, 0 (black) to 255 (white). */
  readonly brightness: number;
  /** How many of a hundred pixels are as good as black, and how many as good as white. */
  readonly blackPercent: number;
  readonly whitePercent: number;
  /** The longer side by the shorter one. */
  readonly elongation: number;
};

type Limit = { readonly refuse: number; readonly warn: number };

export type QualityRules = {
  readonly leastSharpness: Limit;
  readonly leastBrightness: Limit;
  readonly mostBlackPercent: number;
  readonly mostWhitePercent: Limit;
  readonly mostElongation: Limit;
};

/**
 * Measured on photographs of people, an animal and things, compressed as messengers do
 * (docs/decisions/0015-refuse-only-hopeless-photos.md): as they were taken they have a sharpness of 16 to
 * 54, out of focus by two pixels 5 to 8, by four 3 to 4, beyond recognition 2 to 4. With a third of their
 * light they are 17 to 43 bright; before the white of a studio 53 to 84 of a hundred pixels are white.
 * What is refused is outside of all that can be seen.
 */
export const defaultQualityRules: QualityRules = {
  leastSharpness: { refuse: 3, warn: 5 },
  leastBrightness: { refuse: 10, warn: 35 },
  mostBlackPercent: 95,
  mostWhitePercent: { refuse: 88, warn: 50 },
  mostElongation: { refuse: 4, warn: 2.4 },
};

/** What is hopeless is refused with the first reason; what is not quite good is warned of. */
export const judgeQuality = (
  quality: PhotoQuality,
  rules: QualityRules,
): Result<readonly PhotoWarningCode[], { readonly code: QualityRefusalCode }> => {
  const refusal = qualityRefusalCodes.find((code) => isHopeless[code](quality, rules));
  if (refusal) return refuse({ code: refusal });
  return ok(photoWarningCodes.filter((code) => couldBeBetter[code](quality, rules)));
};

type Test = (quality: PhotoQuality, rules: QualityRules) => boolean;

const isHopeless: Readonly<Record<QualityRefusalCode, Test>> = {
  'photo.too-narrow': ({ elongation }, { mostElongation }) => elongation > mostElongation.refuse,
  'photo.too-dark': ({ brightness, blackPercent }, { leastBrightness, mostBlackPercent }) =>
    brightness < leastBrightness.refuse || blackPercent > mostBlackPercent,
  'photo.too-bright': ({ whitePercent }, { mostWhitePercent }) =>
    whitePercent > mostWhitePercent.refuse,
  'photo.blurred': ({ sharpness }, { leastSharpness }) => sharpness < leastSharpness.refuse,
};

const couldBeBetter: Readonly<Record<PhotoWarningCode, Test>> = {
  'photo.narrow': ({ elongation }, { mostElongation }) => elongation > mostElongation.warn,
  'photo.dark': ({ brightness }, { leastBrightness }) => brightness < leastBrightness.warn,
  'photo.bright': ({ whitePercent }, { mostWhitePercent }) => whitePercent > mostWhitePercent.warn,
  'photo.soft': ({ sharpness }, { leastSharpness }) => sharpness < leastSharpness.warn,
};

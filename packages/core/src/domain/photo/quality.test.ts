import { describe, expect, it } from 'vitest';
import { defaultQualityRules, judgeQuality, type PhotoQuality } from './quality.ts';

const good: PhotoQuality = {
  sharpness: 20,
  brightness: 110,
  blackPercent: 5,
  whitePercent: 3,
  elongation: 1.5,
};

const judged = (own: Partial<PhotoQuality>) =>
  judgeQuality({ ...good, ...own }, defaultQualityRules);

describe('the quality of a photo', () => {
  it('that is good is taken without a word', () => {
    expect(judged({})).toEqual({ ok: true, value: [] });
  });

  it.each([
    ['photo.soft', { sharpness: 4 }],
    ['photo.dark', { brightness: 20, blackPercent: 60 }],
    ['photo.bright', { brightness: 220, whitePercent: 60 }],
    ['photo.narrow', { elongation: 3 }],
  ])('that could be better is taken with a warning: %s', (warning, own) => {
    expect(judged(own)).toEqual({ ok: true, value: [warning] });
  });

  it.each([
    ['photo.blurred', { sharpness: 2 }],
    ['photo.too-dark', { brightness: 6 }],
    ['photo.too-dark', { brightness: 15, blackPercent: 97 }],
    ['photo.too-bright', { brightness: 250, whitePercent: 95 }],
    ['photo.too-narrow', { elongation: 5 }],
  ])('that is hopeless is refused: %s', (code, own) => {
    expect(judged(own)).toEqual({ ok: false, refusal: { code } });
  });

  it('is warned of all that is not quite good, and refused for one reason', () => {
    expect(judged({ sharpness: 4, brightness: 20 })).toEqual({
      ok: true,
      value: ['photo.dark', 'photo.soft'],
    });
    expect(judged({ sharpness: 0, brightness: 0 })).toMatchObject({
      refusal: { code: 'photo.too-dark' },
    });
  });

  it('is good enough exactly at its limits', () => {
    const { leastSharpness, leastBrightness, mostWhitePercent, mostElongation } =
      defaultQualityRules;
    expect(
      judged({
        sharpness: leastSharpness.warn,
        brightness: leastBrightness.warn,
        whitePercent: mostWhitePercent.warn,
        elongation: mostElongation.warn,
      }),
    ).toEqual({ ok: true, value: [] });
  });
});

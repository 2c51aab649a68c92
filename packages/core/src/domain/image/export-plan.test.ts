import { describe, expect, it } from 'vitest';
import { planParts } from './export-plan.ts';

const images = (...sizes: readonly number[]) => sizes.map((bytes, id) => ({ id, bytes }));
const idsOf = (parts: readonly (readonly { id: number }[])[]) =>
  parts.map((part) => part.map(({ id }) => id));

describe('the archives of an export', () => {
  it('are as few as hold everything in its order', () => {
    const parts = planParts(images(4_000, 4_000, 4_000, 1_000), 10_000);
    expect(idsOf(parts)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('leave room for what an archive itself needs', () => {
    expect(idsOf(planParts(images(5_000, 5_000), 10_000))).toEqual([[0], [1]]);
  });

  it('hold a picture alone that fits with no other', () => {
    expect(idsOf(planParts(images(9_000, 100, 9_900, 100), 10_000))).toEqual([[0], [1], [2], [3]]);
  });

  it('are none of nothing', () => {
    expect(planParts([], 10_000)).toEqual([]);
  });

  it('are never larger than they may be', () => {
    const parts = planParts(
      images(...Array.from({ length: 200 }, (_, at) => 1_000 + ((at * 7_919) % 6_000))),
      45_000,
    );
    expect(parts.flat()).toHaveLength(200);
    for (const part of parts) {
      const bytes = part.reduce((sum, image) => sum + image.bytes, 0);
      expect(bytes).toBeLessThan(45_000);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { planUploads, sortPicked } from './upload-plan.ts';

const file = (name: string, size = 1): File => new File([new Uint8Array(size)], name);
const pictures = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ file: file(`${index}.jpg`), isPicture: true }));
const shape = (groups: ReturnType<typeof planUploads>) =>
  groups.map(({ as, files }) => [as, files.length]);

describe('planUploads', () => {
  it('sends twenty photos as two albums of ten, in order', () => {
    const groups = planUploads(pictures(20), false);
    expect(shape(groups)).toEqual([['photo', 10], ['photo', 10]]); // prettier-ignore
    expect(groups[1]?.files[0]?.name).toBe('10.jpg');
  });

  it('leaves the eleventh photo alone', () => {
    expect(shape(planUploads(pictures(11), false))).toEqual([['photo', 10], ['photo', 1]]); // prettier-ignore
  });

  it('never mixes photos and documents', () => {
    const mixed = [...pictures(2), { file: file('a.zip'), isPicture: false }];
    expect(shape(planUploads(mixed, false))).toEqual([['photo', 2], ['document', 1]]); // prettier-ignore
  });

  it('sends pictures as documents when their full quality is asked for', () => {
    expect(shape(planUploads(pictures(3), true))).toEqual([['document', 3]]);
  });
});

describe('sortPicked', () => {
  it('refuses what is empty or larger than 20 MB, and takes exactly 20 MB', () => {
    const limit = 20 * 1024 * 1024;
    const picked = [file('fits', limit), file('large', limit + 1), file('empty', 0)];
    const { accepted, refused } = sortPicked(picked);
    expect(accepted.map(({ name }) => name)).toEqual(['fits']);
    expect(refused.tooLarge.map(({ name }) => name)).toEqual(['large']);
    expect(refused.empty.map(({ name }) => name)).toEqual(['empty']);
  });
});

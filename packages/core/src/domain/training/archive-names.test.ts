import { describe, expect, it } from 'vitest';
import { archiveNameOf, photoNumberIn } from './archive-names.ts';

describe('the name of a photo in the archive', () => {
  it('tells its place, and nothing of a person', () => {
    expect([1, 20, 200].map((number) => archiveNameOf(number, 'jpg'))).toEqual([
      '001.jpg',
      '020.jpg',
      '200.jpg',
    ]);
  });

  it('is read back from whatever a provider makes of it', () => {
    for (const number of [1, 7, 20, 200]) {
      const name = archiveNameOf(number, 'webp');
      for (const text of [name, `/tmp/x/${name}`, `no face in "${name}".`, name.toUpperCase()]) {
        expect(photoNumberIn(text), text).toBe(number);
      }
    }
  });

  it.each([
    '',
    '7',
    '007',
    '0007.jpg',
    'a007.jpg',
    '007.jpg.txt',
    '007.zip',
    '000.jpg',
    '1.007.jpg',
  ])('is not read into %j', (text) => expect(photoNumberIn(text)).toBe(undefined));
});

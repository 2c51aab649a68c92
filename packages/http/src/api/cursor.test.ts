import { describe, expect, it } from 'vitest';
import { cursorAfter, pageOf, readCursor } from './cursor.ts';

const id = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e';
const cursor = cursorAfter('avatars', id);

describe('a cursor', () => {
  it('leads back to where the page ended', () => {
    expect(readCursor('avatars', cursor)).toBe(id);
    expect(readCursor('avatars', undefined)).toBeUndefined();
  });

  it('is refused when a single sign of it is another, missing or one too many', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (const at of cursor.split('').keys()) {
      const cut = cursor.slice(0, at) + cursor.slice(at + 1);
      for (const sign of letters) {
        if (sign === cursor[at]) continue;
        const changed = cursor.slice(0, at) + sign + cursor.slice(at + 1);
        expect(() => readCursor('avatars', changed), changed).toThrow('cursor.invalid');
      }
      for (const other of [cut, `${cut}=`, `${cursor}${'A'.repeat(at + 1)}`]) {
        expect(() => readCursor('avatars', other), other).toThrow('cursor.invalid');
      }
    }
  });

  it('is refused for another list, and where it never was one', () => {
    expect(() => readCursor('images', cursor)).toThrow('cursor.invalid');
    for (const other of ['', ' ', id, `${cursor}==`, ` ${cursor}`, 'nonsense', '%00', 'ü']) {
      expect(() => readCursor('avatars', other), other).toThrow('cursor.invalid');
    }
  });
});

it('a page that is the last has no cursor', () => {
  const rows = [{ id }, { id: '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7f' }];
  const present = (row: { id: string }) => row.id;
  expect(pageOf('avatars', rows, { limit: 2, present })).toEqual({
    items: rows.map(present),
  });
  expect(pageOf('avatars', rows, { limit: 1, present })).toEqual({
    items: [id],
    nextCursor: cursor,
  });
});

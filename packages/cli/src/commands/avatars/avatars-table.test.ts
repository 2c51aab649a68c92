import { describe, expect, it } from 'vitest';
import type { AvatarListing } from '@aisha/core';
import { aUser, anAvatar } from '@aisha/core/testing';
import { avatarsTable } from './avatars-table.ts';
import { widthOf } from '../../text-width.ts';

const aListing = (name: string, own: Partial<AvatarListing> = {}): AvatarListing => ({
  avatar: anAvatar({ name, kind: 'artistic', status: 'training' }),
  owner: aUser(),
  photos: 20,
  versions: 3,
  ...own,
});

const linesOf = (names: readonly string[], columns: number): string[] =>
  avatarsTable(
    names.map((name) => aListing(name)),
    columns,
  )
    .trimEnd()
    .split('\n');

describe('the table of avatars', () => {
  it('says so when there is none', () => {
    expect(avatarsTable([], 80)).toBe('No avatars.\n');
  });

  it('shows everything where there is room', () => {
    const [heading, row] = linesOf(['Anna'], 160);
    expect(heading?.split(/ {2,}/u)).toEqual([
      'ID',
      'NAME',
      'KIND',
      'STATUS',
      'PHOTOS',
      'VERSIONS',
      'OWNER',
      'CREATED',
    ]);
    expect(row).toContain('Anna');
    expect(row).toContain('2026-11-22 12:00');
  });

  it('fits 80 columns with the whole id, the name and the status', () => {
    const lines = linesOf(['A very long name of fifty characters, which is allowed', 'Bo'], 80);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(lines[0]).toMatch(/^ID +NAME +KIND +STATUS$/u);
    expect(lines[1]).toMatch(/^[0-9a-f-]{36} {2}A very.*… {2}artistic {2}training$/u);
  });

  it('keeps its columns below each other, however wide the characters are', () => {
    const names = ['Anna', '日本語の名前', '👩‍👩‍👧 семья', 'Zoë', 'a̐éö̲'];
    const lines = linesOf(names, 100);
    const starts = lines.slice(1).map((line) => widthOf(line.slice(0, line.indexOf('artistic'))));
    expect(new Set(starts).size).toBe(1);
  });

  it('cuts between characters, never through one', () => {
    const lines = linesOf(['👩‍👩‍👧'.repeat(40), '日'.repeat(50)], 80);
    for (const line of lines) {
      expect(line.isWellFormed()).toBe(true);
      expect(widthOf(line)).toBeLessThanOrEqual(80);
    }
    expect(lines[1]).not.toMatch(/\u200D…/u);
  });

  it('lets no name move the cursor, colour the screen or turn the line around', () => {
    const hostile = [
      'a\u001B[2Jb',
      'a\u001B]0;title\u0007b',
      'a\u009B31mb',
      'a\rb',
      'a\nb',
      'a\u2028b',
      'a\u202Eb',
      'a\u0000\u0008b',
      'a\u{E0041}b',
    ];
    const lines = linesOf(hostile, 160);
    expect(lines).toHaveLength(hostile.length + 1);
    for (const line of lines) expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    for (const line of lines.slice(1)) expect(line).toMatch(/ {2}ab {2}/u);
  });
});

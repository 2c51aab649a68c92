import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { orderedEntries } from './ordered-entries.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aisha-entries-'));
});

afterEach(() => rm(folder, { recursive: true }));

const namesOf = async (limit: number): Promise<string[]> => {
  const names: string[] = [];
  const isWanted = ({ name }: { name: string }) => !name.includes('unwanted');
  for await (const { name } of orderedEntries(folder, 'x/', isWanted, limit)) names.push(name);
  return names;
};

it('a folder is told in order, however few of its names are in memory at a time', async () => {
  const names = Array.from({ length: 97 }, (_, at) => `f${(at * 37) % 97}`);
  for (const name of names) await writeFile(join(folder, name), '');
  for (const name of ['unwanted', 'f5-']) await writeFile(join(folder, name), '');
  await mkdir(join(folder, 'f5+'));
  await mkdir(join(folder, 'not-ours'));
  const expected = [...names, 'f5-', 'f5/'].map((name) => `x/${name}`);
  expected.sort((one, other) => (one < other ? -1 : 1));
  for (const limit of [1, 2, 10, 99, 100, 1000]) expect(await namesOf(limit)).toEqual(expected);
});

it('an empty folder, and one that is not there, have nothing to tell', async () => {
  expect(await namesOf(2)).toEqual([]);
  await rm(folder, { recursive: true });
  expect(await namesOf(2)).toEqual([]);
  await mkdir(folder);
});

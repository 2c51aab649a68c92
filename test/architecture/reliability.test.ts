import { existsSync, globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const page = await readFile(new URL('docs/reliability.md', root), 'utf8');
const rows = [...page.matchAll(/^\| ([FI]\d+) +\|(.*)\|$/gmu)].map(([, name = '', cells = '']) => ({
  name,
  cells: cells.split(' | ').map((cell) => cell.trim()),
}));

const fileOf = (test: string): string =>
  test.includes('/') ? test : `test/faults/${test}.faults.test.ts`;

const testsOf = (cell = ''): string[] =>
  [...cell.matchAll(/`([^`]+)`/gu)].map(([, test = '']) => test);

describe('the page on reliability', () => {
  it('has a row for every invariant and every fault', () => {
    const invariants = Array.from({ length: 10 }, (_, index) => `I${index + 1}`);
    const faults = Array.from({ length: 36 }, (_, index) => `F${index + 1}`);
    expect(rows.map(({ name }) => name)).toEqual([...invariants, ...faults]);
  });

  it('names a test that is there for every fault, or says why there is none', () => {
    for (const { name, cells } of rows.filter((row) => row.name.startsWith('F'))) {
      const [, promise = '', tests] = cells;
      if (tests === '–') expect(promise, name).toMatch(/ yet$/u);
      else expect(testsOf(tests), name).not.toEqual([]);
    }
  });

  it('names no test that is not there', () => {
    const named = rows.flatMap(({ cells }) => testsOf(cells[2]));
    expect(named.filter((test) => !existsSync(new URL(fileOf(test), root)))).toEqual([]);
  });

  it('names every fault suite', () => {
    const suites = globSync('test/faults/*.faults.test.ts', { cwd: root.pathname });
    const unnamed = suites.filter((file) => {
      const name = /([^/]+)\.faults\.test\.ts$/u.exec(file)?.[1] ?? file;
      return !page.includes(`\`${name}\``);
    });
    expect(unnamed).toEqual([]);
  });
});

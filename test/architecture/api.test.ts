import { dirname } from 'node:path';
import type { ModuleItem } from '@swc/core';
import { describe, expect, it } from 'vitest';
import { filesIn, parse } from './sources.ts';

const FACES = [
  'packages/{core,bot,http,cli}/src/index.ts',
  'packages/core/src/testing/index.ts',
  'packages/adapters/src/*/index.ts',
];

/** `type Name` or `name`, as it is written in `export { … }`; anything else an index may not hold. */
const namesOf = (item: ModuleItem): string[] => {
  if (item.type !== 'ExportNamedDeclaration') return [`not an export list: ${item.type}`];
  return item.specifiers.map((specifier) => {
    if (specifier.type !== 'ExportSpecifier') return `not a name: ${specifier.type}`;
    const { value } = specifier.exported ?? specifier.orig;
    return item.typeOnly || specifier.isTypeOnly ? `type ${value}` : value;
  });
};

const snapshotOf = (face: string): string =>
  dirname(face)
    .replace(/^packages\//, '')
    .replace('/src', '')
    .replace('/', '-');

describe('the published names', () => {
  it.each(filesIn(...FACES))('of %s are reviewed', async (face) => {
    const names = parse(face).body.flatMap(namesOf).toSorted();
    expect(names.filter((name) => name.startsWith('not '))).toEqual([]);
    await expect(`${names.join('\n')}\n`).toMatchFileSnapshot(`api/${snapshotOf(face)}.txt`);
  });
});

import { basename, dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readPlaygroundSettings } from '../../examples/playground/src/settings.ts';
import { envExample } from '../../scripts/env-example.ts';
import { filesIn, parse, textOf } from './sources.ts';

const CORE = 'packages/core/src';
/** Lists the ports and is none. */
const NOT_A_PORT = [`${CORE}/ports/ports.ts`];

const isTest = (path: string): boolean => path.endsWith('.test.ts');
const nameOf = (path: string): string => basename(path, '.ts');

/** The relative imports and re-exports of a file, as paths from the root. */
const importsOf = (path: string): string[] =>
  parse(path).body.flatMap((item) => {
    const source = 'source' in item ? item.source?.value : undefined;
    return source?.startsWith('.') ? [join(dirname(path), source)] : [];
  });

const importedBy = (files: readonly string[]): Set<string> => new Set(files.flatMap(importsOf));

const exportedTypesOf = (path: string): string[] =>
  parse(path).body.flatMap((item) => {
    if (item.type !== 'ExportDeclaration') return [];
    const { declaration } = item;
    const isType = /^Ts(?:TypeAlias|Interface)Declaration$/.test(declaration.type);
    return isType && 'id' in declaration && 'value' in declaration.id ? [declaration.id.value] : [];
  });

const exportedValuesOf = (path: string): string[] =>
  parse(path).body.flatMap((item) => {
    if (item.type !== 'ExportDeclaration') return [];
    if (item.declaration.type !== 'VariableDeclaration') return [];
    return item.declaration.declarations.flatMap(({ id }) =>
      id.type === 'Identifier' ? [id.value] : [],
    );
  });

const importedNamesIn = (files: readonly string[]): Set<string> =>
  new Set(
    files.flatMap((path) =>
      parse(path).body.flatMap((item) =>
        item.type === 'ImportDeclaration' ? item.specifiers.map(({ local }) => local.value) : [],
      ),
    ),
  );

const ports = filesIn(`${CORE}/ports/*.ts`).filter(
  (path) => !isTest(path) && !NOT_A_PORT.includes(path),
);
const useCases = filesIn(`${CORE}/use-cases/**/*.ts`).filter((path) => !isTest(path));

describe('every port', () => {
  const contracts = filesIn(`${CORE}/testing/contracts/*.contract.ts`);
  const fakes = filesIn(`${CORE}/testing/{in-memory,fakes}/**/*.ts`).filter(
    (path) => !isTest(path),
  );
  const tests = importedNamesIn(
    filesIn('packages/*/src/**/*.test.ts', 'examples/*/src/**/*.test.ts', 'test/**/*.test.ts'),
  );
  const rows = filesIn('docs/{architecture,embedding}.md')
    .flatMap((path) => textOf(path).split('\n'))
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|')[1] ?? '');

  it('has a contract suite', () => {
    expect(ports).not.toEqual([]);
    const named = new Set(contracts.map((path) => basename(path, '.contract.ts')));
    expect(ports.map(nameOf).filter((port) => !named.has(port))).toEqual([]);
  });

  it('has an implementation in memory', () => {
    const implemented = importedBy(fakes);
    expect(ports.filter((port) => !implemented.has(port))).toEqual([]);
  });

  it('has a row in the docs that an embedding team reads', () => {
    const isListed = (name: string): boolean => rows.some((row) => row.includes(`\`${name}\``));
    expect(ports.filter((port) => !exportedTypesOf(port).some(isListed))).toEqual([]);
  });

  it('has its contract run by a test', () => {
    const idle = contracts.filter(
      (path) => !exportedValuesOf(path).some((name) => tests.has(name)),
    );
    expect(idle).toEqual([]);
  });
});

describe('every use case', () => {
  it('has a test beside it', () => {
    expect(useCases).not.toEqual([]);
    const tested = new Set(filesIn(`${CORE}/use-cases/**/*.test.ts`));
    expect(useCases.filter((path) => !tested.has(path.replace(/\.ts$/, '.test.ts')))).toEqual([]);
  });

  it('stands in createAisha', () => {
    const lists = filesIn(`${CORE}/**/*.ts`).filter((path) =>
      /export const createAisha\b/.test(textOf(path)),
    );
    expect(lists).toHaveLength(1);
    // What it consists of stands beside it.
    const parts = filesIn(`${CORE}/*.ts`).filter((path) => importedBy(lists).has(path));
    const listed = importedBy([...lists, ...parts]);
    expect(useCases.filter((path) => !listed.has(path))).toEqual([]);
  });
});

describe('.env.example', () => {
  it('equals the schema of the configuration (`npm run env-example` writes it)', () => {
    expect(textOf('.env.example')).toBe(envExample());
  });

  it('configures nothing as it stands, so that it can be copied and filled in', () => {
    const copied = parseEnv(textOf('.env.example'));
    expect(Object.keys(copied)).toContain('TELEGRAM_BOT_TOKEN');
    expect(readPlaygroundSettings(copied)).toEqual(readPlaygroundSettings({}));
  });
});

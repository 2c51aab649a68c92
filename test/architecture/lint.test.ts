import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './sources.ts';

interface Plant {
  readonly rule: string;
  readonly code: string;
  readonly file?: string;
}

const repeat = (line: string, times: number): string => Array(times).fill(line).join('\n');

/** The rules this code base leans on; each must still fire, those that need types above all. */
const PLANTED: readonly Plant[] = [
  {
    rule: 'typescript(no-floating-promises)',
    code: `const work = async () => 1; export const f = () => { work(); };`,
  },
  {
    rule: 'typescript(no-misused-promises)',
    code: `export const f = () => { [1].forEach(async () => { await Promise.resolve(); }); };`,
  },
  { rule: 'typescript(await-thenable)', code: `export const f = async () => { await 1; };` },
  {
    rule: 'typescript(return-await)',
    code: `const g = async () => 1; export const f = async () => { try { return g(); } catch { return 0; } };`,
  },
  { rule: 'typescript(no-explicit-any)', code: `export const f = (x: string) => x as any;` },
  {
    rule: 'typescript(no-unsafe-assignment)',
    code: `export const f = () => { const x = JSON.parse('1'); return 1 + Number(x); };`,
  },
  {
    rule: 'typescript(no-unsafe-member-access)',
    code: `export const f = () => Number(JSON.parse('1').a);`,
  },
  { rule: 'typescript(no-unsafe-call)', code: `export const f = () => { JSON.parse('1')(); };` },
  { rule: 'typescript(no-unsafe-return)', code: `export const f = () => JSON.parse('1');` },
  {
    rule: 'typescript(no-unsafe-argument)',
    code: `export const f = () => Number.parseInt(JSON.parse('1'), 10);`,
  },
  { rule: 'typescript(no-non-null-assertion)', code: `export const f = (x?: string) => x!;` },
  {
    rule: 'typescript(switch-exhaustiveness-check)',
    code: `export const f = (x: 'a' | 'b') => { switch (x) { case 'a': return 1; } return 2; };`,
  },
  {
    rule: 'typescript(consistent-type-imports)',
    code: `export type F = import('node:fs').Stats;`,
  },
  { rule: 'typescript(only-throw-error)', code: `export const f = () => { throw 'no'; };` },
  { rule: 'typescript(no-base-to-string)', code: 'export const f = (x: object) => String(x);' },
  { rule: 'eslint(no-console)', code: `export const f = () => { console.log(1); };` },
  { rule: 'eslint(eqeqeq)', code: `export const f = (a: number, b: number) => a == b;` },
  { rule: 'eslint(prefer-const)', code: `export const f = () => { let a = 1; return a; };` },
  {
    rule: 'eslint(max-params)',
    code: `export const f = (a: 1, b: 1, c: 1, d: 1, e: 1) => [a, b, c, d, e];`,
  },
  { rule: 'eslint(max-lines)', code: repeat('export {};', 201) },
  {
    rule: 'eslint(max-lines-per-function)',
    code: `export const f = () => {\n${repeat('String(1);', 50)}\n};`,
  },
  {
    rule: 'eslint(complexity)',
    code: `export const f = (x: boolean) => { ${repeat('if (x) String(1);', 15)} };`,
  },
  { rule: 'eslint(no-warning-comments)', code: `export {}; // TODO: later` },
  { rule: 'node(no-process-env)', code: `export const f = () => process.env['A'];` },
  { rule: 'import(no-default-export)', code: `export default 1;` },
  {
    rule: 'import(no-cycle)',
    code: `import { hen } from './hen.ts'; export const egg = () => hen;`,
    file: 'egg.ts',
  },
  {
    rule: 'import(no-cycle)',
    code: `import { egg } from './egg.ts'; export const hen = () => egg;`,
    file: 'hen.ts',
  },
  { rule: 'unicorn(filename-case)', code: `export {};`, file: 'BadName.ts' },
  { rule: 'unicorn(prefer-node-protocol)', code: `export { statSync } from 'fs';` },
  {
    rule: 'vitest(no-focused-tests)',
    code: `import { it } from 'vitest'; it.only('x', () => { String(1); });`,
    file: 'focused.test.ts',
  },
  {
    rule: 'vitest(no-disabled-tests)',
    code: `import { it } from 'vitest'; it.skip('x', () => { String(1); });`,
    file: 'disabled.test.ts',
  },
];

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
}

const fileOf = (plant: Plant, at: number): string => plant.file ?? `plant-${at}.ts`;

const lint = async (folder: string): Promise<Diagnostic[]> => {
  const oxlint = join(ROOT, 'node_modules/.bin/oxlint');
  // It exits with 1 when it finds something, and that is what is asked of it here.
  const { stdout } = await promisify(execFile)(oxlint, ['-f', 'json'], { cwd: folder }).catch(
    (error: unknown) => error as { stdout: string },
  );
  return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
};

describe('the linter', () => {
  let folder = '';
  let diagnostics: Diagnostic[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aisha-lint-'));
    for (const name of ['.oxlintrc.json', 'tsconfig.base.json'])
      await copyFile(join(ROOT, name), join(folder, name));
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await writeFile(
      join(folder, 'tsconfig.json'),
      '{ "extends": "./tsconfig.base.json", "include": ["src"] }',
    );
    await mkdir(join(folder, 'src'));
    for (const [at, plant] of PLANTED.entries())
      await writeFile(join(folder, 'src', fileOf(plant, at)), `${plant.code}\n`);
    diagnostics = await lint(folder);
  });
  afterAll(async () => rm(folder, { recursive: true }));

  it.each(PLANTED.map((plant, at) => [plant.rule, fileOf(plant, at)]))(
    'reports %s',
    (rule, file) => {
      const reported = diagnostics.filter(({ filename }) => filename === `src/${file}`);
      expect(reported.map(({ code }) => code)).toContain(rule);
    },
  );
});

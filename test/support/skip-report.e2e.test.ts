import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const VITEST = join(
  dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);
const REPORT = new URL('./skip-report.ts', import.meta.url).pathname;
const CONFIG = `
  import { skipReport } from ${JSON.stringify(REPORT)};
  export default {
    test: {
      globals: true,
      include: ['test/*.test.ts'],
      exclude: ['**/*.db.test.ts', '**/*.redis.test.ts'],
      reporters: [skipReport()],
    },
  };`;

let root: string;

interface Run {
  readonly code: number;
  readonly lines: string[];
}

/** A run of Vitest on a project of its own, with nothing of our environment. */
const runVitest = (environment: Record<string, string> = {}): Promise<Run> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [VITEST, 'run'],
      { cwd: root, env: { PATH: process.env['PATH'], NO_COLOR: '1', ...environment } },
      (_error, stdout) => resolve({ code: child.exitCode ?? -1, lines: stdout.trim().split('\n') }),
    );
  });

const addFile = (name: string, content: string): Promise<void> =>
  writeFile(join(root, 'test', name), content);

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'aisha-report-'));
  await mkdir(join(root, 'test'));
  await writeFile(join(root, 'vitest.config.ts'), CONFIG);
  await addFile('a.test.ts', `it('works', () => undefined);`);
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('the report at the end of a test run', () => {
  it('ends with the counts alone on a line', async () => {
    const { code, lines } = await runVitest();
    expect(lines.at(-1)).toBe('1 passed, 0 failed');
    expect(code).toBe(0);
  });

  it('counts failed tests, broken files and failed hooks', async () => {
    await addFile('b.test.ts', `it('fails', () => { throw new Error('no'); });`);
    await addFile('c.test.ts', `throw new Error('does not load');`);
    await addFile(
      'd.test.ts',
      `describe('d', () => {
         beforeAll(() => { throw new Error('no'); });
         it('never runs', () => undefined);
       });`,
    );
    const { code, lines } = await runVitest();
    expect(lines.at(-1)).toBe('1 passed, 3 failed, 1 skipped');
    expect(lines).toContain('Skipped: d > never runs because what comes before it failed.');
    expect(code).toBe(1);
  });

  it('gives the reason of a test that skips itself', async () => {
    await addFile('b.test.ts', `it('x', (context) => context.skip('the moon is full'));`);
    const { code, lines } = await runVitest();
    expect(lines).toContain('Skipped: x because the moon is full.');
    expect(lines.at(-1)).toBe('1 passed, 0 failed, 1 skipped');
    expect(code).toBe(0);
  });

  it('names the suites whose service is missing', async () => {
    await addFile('b.db.test.ts', '');
    await addFile('c.redis.test.ts', '');
    const { code, lines } = await runVitest();
    expect(lines).toContain('Skipped: Redis suites (1 file) because REDIS_URL is not set.');
    expect(lines.join('\n')).toContain('(1 file) because DATABASE_URL is not set.');
    expect(code).toBe(0);
  });

  it('fails for them where CI is set', async () => {
    await addFile('c.redis.test.ts', '');
    const { code, lines } = await runVitest({ CI: 'true' });
    expect(lines).toContain('Failed: with CI set, "redis" must not be skipped.');
    expect(lines.at(-1)).toBe('1 passed, 1 failed');
    expect(code).toBe(1);
  });

  it('says nothing of a service that is there', async () => {
    await addFile('c.redis.test.ts', '');
    const { code, lines } = await runVitest({ CI: 'true', REDIS_URL: 'redis://127.0.0.1:1' });
    expect(lines.join('\n')).not.toContain('Redis');
    expect(code).toBe(0);
  });
});

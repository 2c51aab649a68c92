import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';
import { skipReport } from './test/support/skip-report.ts';
import { optionalSuites, suites } from './test/support/suites.ts';

// Programs that tests start find stripped, compiled modules where `npm start` does.
const compiled = fileURLToPath(new URL('node_modules/.cache/node', import.meta.url));

// Tests run the source, not what was last built.
const conditions = ['@aisha/source'];
const resolve = { conditions, externalConditions: conditions };
const serverSetup = './test/support/global-setup.ts';
const available = optionalSuites().filter(({ missing }) => missing === undefined);

/** The name of a file decides where it runs: `x.test.ts`, `x.db.test.ts`, `x.e2e.test.ts` and so on. */
const project = (
  name: string,
  test: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration => ({ extends: true, test: { name, ...test } });

/**
 * Whole processes: given time, when the rest is done, and three files at once on any machine, since
 * each waits for others most of the time.
 */
const patiently = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  globalSetup: serverSetup,
  maxWorkers: 3,
  sequence: { groupOrder: 1 },
};

const optional: Record<string, TestProjectInlineConfiguration['test']> = {
  // Another version of the server: for those who speak SQL. All others speak to these. Who waits for
  // the end of a lease asks it one thing, which those ask too who take jobs at once.
  external: {
    isolate: false,
    include: [suites.database],
    exclude: ['packages/{cli,http}/**', 'test/**', '**/killed-worker.db.test.ts'],
    globalSetup: serverSetup,
  },
  redis: { include: [suites.redis], globalSetup: serverSetup },
  s3: { include: [suites.s3] },
  browser: { ...patiently, include: [suites.browser] },
};

export default defineConfig({
  ssr: { resolve },
  // The environment in which Vitest runs global set-ups.
  environments: { __vitest__: { resolve } },
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    env: { NODE_COMPILE_CACHE: compiled },
    // By itself Vitest leaves one processor to itself, which would be half of two.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    reporters: ['default', skipReport()],
    projects: [
      project('unit', {
        // These keep no state outside themselves, so files share what they import.
        isolate: false,
        include: [suites.all],
        exclude: [
          suites.process,
          suites.database,
          suites.redis,
          suites.s3,
          suites.endToEnd,
          suites.browser,
          suites.faults,
        ],
      }),
      project('process', { include: [suites.process] }),
      project('embedded', {
        isolate: false,
        include: [suites.database],
        globalSetup: serverSetup,
      }),
      project('e2e', { ...patiently, include: [suites.endToEnd] }),
      project('faults', { ...patiently, include: [suites.faults], testTimeout: 300_000 }),
      ...available.map(({ project: name }) => project(name, optional[name])),
    ],
  },
});

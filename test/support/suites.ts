import { existsSync, globSync } from 'node:fs';

/** A kind of test file that runs only where a service is there. */
export interface OptionalSuite {
  readonly project: string;
  readonly files: string;
  readonly what: string;
  /** Why it cannot run, as the end of a sentence; `undefined` where it can. */
  readonly missing: string | undefined;
  /** Whether a machine with `CI` set must have the service. */
  readonly requiredInCi: boolean;
}

const ROOTS = '{packages/*/src,examples/*/src,test}';
const anyFile = (suffix: string): string => `${ROOTS}/**/*.${suffix}.test.ts`;

export const suites = {
  all: `${ROOTS}/**/*.test.ts`,
  /** They set what holds for a whole process, and each has one for itself. */
  process: anyFile('process'),
  database: anyFile('db'),
  redis: anyFile('redis'),
  s3: anyFile('s3'),
  endToEnd: anyFile('e2e'),
  browser: anyFile('browser'),
  /** They break things on purpose, for a while; `npm run test:faults` breaks more of them. */
  faults: anyFile('faults'),
};

const CHROMIUM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** `CHROMIUM_PATH`, or a browser at one of the usual places. */
export const findChromium = (): string | undefined =>
  [process.env['CHROMIUM_PATH'], ...CHROMIUM_PATHS].find((path) => path && existsSync(path));

const unless = (present: unknown, reason: string): string | undefined =>
  present ? undefined : reason;

export const optionalSuites = (): readonly OptionalSuite[] => [
  {
    project: 'external',
    files: suites.database,
    what: 'database suites against a PostgreSQL of your own',
    missing: unless(process.env['DATABASE_URL'], 'DATABASE_URL is not set'),
    requiredInCi: true,
  },
  {
    project: 'redis',
    files: suites.redis,
    what: 'Redis suites',
    missing: unless(process.env['REDIS_URL'], 'REDIS_URL is not set'),
    requiredInCi: true,
  },
  {
    project: 's3',
    files: suites.s3,
    what: 'S3 suites',
    missing: unless(process.env['S3_URL'], 'S3_URL is not set'),
    requiredInCi: true,
  },
  {
    project: 'browser',
    files: suites.browser,
    what: 'browser suites',
    missing: unless(findChromium(), 'no Chromium is installed and CHROMIUM_PATH is not set'),
    requiredInCi: false,
  },
];

/** How many files of a suite a run would have taken; `filters` are the run's path arguments. */
export const countFiles = (files: string, root: string, filters: readonly string[]): number =>
  globSync(files, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**'] }).filter(
    (file) => filters.length === 0 || filters.some((filter) => file.includes(filter)),
  ).length;

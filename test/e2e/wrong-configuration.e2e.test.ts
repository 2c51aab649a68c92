import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playgroundMain, temporaryDataDir } from '../support/playground.ts';
import { startProcess } from '../support/process.ts';
import { processesOf } from '../support/processes-of.ts';

const file = (path: string): string => new URL(`../../${path}`, import.meta.url).pathname;

const apps = {
  'npm start': playgroundMain,
  'the bot app': file('packages/bot/src/main.ts'),
  'the http app': file('packages/http/src/main.ts'),
};

let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;

beforeAll(async () => {
  dataDir = await temporaryDataDir();
});

afterAll(() => dataDir.remove());

const runToEnd = async (app: keyof typeof apps, env: Readonly<Record<string, string>>) => {
  const { ended, said } = startProcess({
    args: [apps[app]],
    // Not where a developer may keep a .env of their own.
    cwd: dataDir.path,
    env: { DATA_DIR: dataDir.path, ...env },
  });
  return { code: await ended, said: said() };
};

/** The problems, one a line, as they were told. */
const problemsIn = (said: string): string[] =>
  said
    .split('\n')
    .filter((line) => line.startsWith('- '))
    .map((line) => line.slice(2));

const wrong = {
  TELEGRAM_BOT_TOKEN: 'a-token-without-a-number',
  FAL_API_KEY: 'one-secret-key',
  FAL_KEY: 'another-secret-key',
  FAL_QUEUE_URL: 'ftp://a-user:a-password@queue.example',
  DATABASE_URL: 'postgresql://somebody:database-password@localhost/aisha',
  DATABASE_HOST: 'localhost',
  REDIS_URL: 'memcached://redis-password@localhost',
  MIN_PHOTOS: '21',
  MAX_PHOTOS: '20',
  PRICE_IMAGE_PORTRAIT: 'a lot',
  LOG_LEVEL: 'loud',
};

const secrets = [
  wrong.TELEGRAM_BOT_TOKEN,
  wrong.FAL_API_KEY,
  wrong.FAL_KEY,
  'a-password',
  'database-password',
  'redis-password',
];

const everywhere = [
  /^TELEGRAM_BOT_TOKEN must look like/u,
  /^FAL_QUEUE_URL must be an http\(s\) address$/u,
  /^REDIS_URL must be a redis:\/\/ address$/u,
  /^PRICE_IMAGE_PORTRAIT must be whole credits$/u,
  /^LOG_LEVEL /u,
  /^MIN_PHOTOS is larger than MAX_PHOTOS$/u,
  /^DATABASE_URL and DATABASE_HOST name two databases/u,
  /^FAL_API_KEY and FAL_KEY are different keys/u,
];

describe('a wrong configuration', () => {
  it.each([
    ['npm start', { BOT_PORT: 'http', API_PORT: '65536' }, [/^BOT_PORT /u, /^API_PORT /u]],
    ['the bot app', { BOT_PORT: '-1', ROLE: 'cook' }, [/^BOT_PORT /u, /^ROLE /u]],
    [
      'the http app',
      { API_PORT: '80.5', TLS_KEY_FILE: 'key.pem' },
      [/^API_PORT /u, /^TLS_CERT_FILE/u],
    ],
  ] as const)('stops %s with every problem named at once, and no value', async (app, own, more) => {
    const { code, said } = await runToEnd(app, { ...wrong, ...own });
    expect(code).toBe(1);
    const problems = problemsIn(said);
    for (const expected of [...everywhere, ...more]) {
      expect(problems.filter((problem) => expected.test(problem))).toHaveLength(1);
    }
    expect(problems).toHaveLength(everywhere.length + more.length);
    expect(said).not.toMatch(/^\s+at /mu);
    for (const secret of secrets) expect(said).not.toContain(secret);
  });

  it.each(['the bot app', 'the http app'] as const)('of nothing at all stops %s', async (app) => {
    const { code, said } = await runToEnd(app, {});
    expect(code).toBe(1);
    expect(said).toContain('FAL_API_KEY is missing');
    expect(said.includes('TELEGRAM_BOT_TOKEN is missing')).toBe(app === 'the bot app');
  });

  it('of a certificate that is not there stops the start', async () => {
    const files = { TLS_CERT_FILE: '/nowhere/cert.pem', TLS_KEY_FILE: '/nowhere/key.pem' };
    const { code, said } = await runToEnd('npm start', { BOT_PORT: '0', API_PORT: '0', ...files });
    expect(code).toBe(1);
    expect(problemsIn(said)).toEqual(['TLS_CERT_FILE names a file that cannot be read']);
  });
});

describe('a port that is taken', () => {
  let taker: Server;
  let port: string;

  beforeAll(async () => {
    taker = createServer().listen(0);
    await once(taker, 'listening');
    port = String((taker.address() as AddressInfo).port);
  });

  afterAll(() => void taker.close());

  it.each([
    ['npm start', 'BOT_PORT', { API_PORT: '0' }],
    ['npm start', 'API_PORT', { BOT_PORT: '0' }],
    ['the http app', 'API_PORT', { FAL_API_KEY: 'a-key-of-nobody' }],
  ] as const)('stops %s with one sentence that names %s', async (app, variable, more) => {
    const { code, said } = await runToEnd(app, { [variable]: port, ...more });
    expect(code).toBe(1);
    expect(problemsIn(said)).toEqual([`Port ${port} is taken (${variable})`]);
    expect(await processesOf(dataDir.path)).toEqual([]);
    expect(said).not.toMatch(/^\s+at /mu);
  });
});

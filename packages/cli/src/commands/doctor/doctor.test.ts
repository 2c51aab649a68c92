import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readVariables, sharedVariables, toSharedSettings } from '@aisha/adapters/composition';
import { aCli } from '../../cli.fixture.ts';
import { widthOf } from '../../text-width.ts';
import { findingsOf } from './check-database.ts';
import type { Finding } from './finding.ts';

const secrets = {
  FAL_API_KEY: 'fal-key-nobody-may-see',
  TELEGRAM_BOT_TOKEN: '123456:a-token-nobody-may-see',
  OPENAI_API_KEY: 'openai-key-nobody-may-see',
};

let server: Server;
let origin: string;
let dataDir: string;
/** What the services answer, by the beginning of the path. */
let answers: Record<string, { readonly status: number; readonly body?: unknown }>;

beforeEach(async () => {
  answers = {
    '/fal-ai/': { status: 404 },
    '/bot': { status: 200, body: { ok: true, result: { username: 'aisha_bot', url: '' } } },
    '/models/': { status: 200 },
    '/health': { status: 200 },
  };
  server = createServer(({ url = '' }, response) => {
    const answer = Object.entries(answers).find(([start]) => url.startsWith(start))?.[1];
    response.writeHead(answer?.status ?? 500).end(JSON.stringify(answer?.body ?? {}));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  dataDir = await mkdtemp(join(tmpdir(), 'aisha-doctor-'));
});

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(dataDir, { recursive: true, force: true });
});

const examined = async (own: Record<string, string> = {}, columns = 80) => {
  const environment = {
    ...secrets,
    DATA_DIR: dataDir,
    FAL_QUEUE_URL: origin,
    FAL_WEBHOOK_URL: `${origin}/api/v1/avatar/status_update`,
    TELEGRAM_API_ROOT: origin,
    OPENAI_BASE_URL: origin,
    ...own,
  };
  const settings = toSharedSettings(readVariables(sharedVariables, environment));
  const cli = aCli({
    columns,
    machine: async () => ({
      settings,
      environment,
      database: () => Promise.reject(new Error('The database at nowhere cannot be reached.')),
      blobs: async () => cli.ports.blobs,
    }),
    lintStyles: async () => ({ directory: '', files: 1, categories: 1, styles: 66, faults: [] }),
  });
  const { printed, code } = await cli.run('doctor', '--json');
  const report = await cli.run('doctor');
  for (const secret of Object.values(secrets)) {
    expect(`${printed}${report.printed}`).not.toContain(secret);
  }
  const all = JSON.parse(printed) as Finding[];
  return { of: (name: string) => all.find((finding) => finding.name === name), code, report };
};

describe('aisha doctor', () => {
  it('says of each service whether it is there and takes our key', async () => {
    const { of } = await examined();
    expect(of('fal')).toMatchObject({ state: 'ok' });
    expect(of('telegram')).toMatchObject({ state: 'ok', what: 'the bot is @aisha_bot' });
    expect(of('updates')).toMatchObject({ state: 'ok' });
    expect(of('openai')).toMatchObject({ state: 'ok' });
    expect(of('webhook')).toMatchObject({ state: 'warn', todo: 'use https' });
    expect(of('storage')).toMatchObject({ state: 'ok' });
    expect(of('styles')).toMatchObject({ state: 'ok', what: '66 styles are right' });
    expect(of('disk')?.what).toMatch(/ GB free at /u);
  });

  it('says what to do where a key is refused, a balance is empty, an address leads elsewhere', async () => {
    answers = {
      '/fal-ai/': { status: 403, body: { detail: 'User is locked. Reason: Exhausted balance.' } },
      '/bot': { status: 401 },
      '/models/': { status: 404 },
      '/health': { status: 502 },
    };
    const { of, code } = await examined();
    expect(of('fal')).toEqual({
      name: 'fal',
      state: 'fail',
      what: 'the balance is used up',
      todo: 'top it up',
    });
    expect(of('telegram')).toMatchObject({ state: 'fail', todo: 'mend TELEGRAM_BOT_TOKEN' });
    expect(of('openai')).toMatchObject({ state: 'fail', todo: 'mend OPENAI_MODEL' });
    expect(of('webhook')).toMatchObject({ state: 'fail', what: `${origin}/health answers 502` });
    expect(code).toBe(3);
  });

  it('says so where nothing answers, and looks at the rest all the same', async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => void gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const { of, report } = await examined({ FAL_QUEUE_URL: `http://127.0.0.1:${port}` });
    expect(of('fal')?.what).toBe('it cannot be reached (ECONNREFUSED)');
    expect(of('database')).toMatchObject({
      state: 'fail',
      what: 'The database at nowhere cannot be reached.',
    });
    expect(of('jobs')).toBe(undefined);
    for (const line of report.printed.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(report.printed).toContain('\n                       → start it, or mend DATABASE_URL\n');
    expect(report.printed).not.toContain('…');
    expect(report.printed).toMatch(/\n\d+ ok, \d+ to look at, 2 failing\n$/u);
  });

  it.each(['bot', 'worker', 'http', 'all', 'migrate'])('knows %s for a role', async (role) => {
    const { of } = await examined({ ROLE: role });
    expect(of('role')).toMatchObject({ state: 'ok', what: role });
  });

  it('warns where strangers get in because a setting is missing', async () => {
    const { of } = await examined();
    expect(of('figures')).toMatchObject({ state: 'warn' });
    expect(of('figures')?.todo).toContain('METRICS_TOKEN');
    expect(of('account')).toMatchObject({ state: 'warn' });
    expect(of('account')?.todo).toContain('FAL_USER_ID');
    const told = await examined({ METRICS_TOKEN: 'a-token', FAL_USER_ID: 'us' });
    expect([told.of('figures'), told.of('account')]).toEqual([undefined, undefined]);
    const unreached = await examined({ FAL_WEBHOOK_URL: '' });
    expect([unreached.of('figures'), unreached.of('account')]).toEqual([undefined, undefined]);
  });

  it('knows that the sandbox needs no key, and that half a certificate is none', async () => {
    const { of } = await examined({
      FAL_TRAINING_TEST_MODE: 'true',
      TLS_CERT_FILE: '/nowhere.pem',
      ROLE: 'cook',
    });
    expect(of('fal')).toMatchObject({ state: 'warn' });
    expect(of('certificate')).toMatchObject({ state: 'fail', what: 'one of two files is missing' });
    const todo = 'ROLE is bot, worker, http, all, migrate';
    expect(of('role')).toMatchObject({ state: 'fail', todo });
  });
});

describe('what is found of a database', () => {
  const facts = {
    version: '18.4',
    skewMs: 12,
    connections: 10,
    maxConnections: 97,
    bytes: 10_000_000,
    user: 'aisha',
    mayMigrate: true,
    applied: [{ name: '0001-people', at: new Date(0) }],
    pending: [],
    unknown: [],
  };
  const states = (own: Partial<Omit<typeof facts, 'pending'>> & { pending?: string[] }) =>
    Object.fromEntries(
      findingsOf({ ...facts, ...own }, false).map(({ name, state }) => [name, state]),
    );

  it('is well where it is', () => {
    expect(new Set(Object.values(states({})))).toEqual(new Set(['ok']));
  });

  it('is told by what is wrong with it', () => {
    expect(states({ version: '14.9' })['database']).toBe('fail');
    expect(states({ skewMs: -1_500 })['clock']).toBe('warn');
    expect(states({ skewMs: 60_000 })['clock']).toBe('fail');
    expect(states({ connections: 90 })['connections']).toBe('warn');
    expect(states({ pending: ['0002-wallets'] })['migrations']).toBe('fail');
    expect(states({ mayMigrate: false })['database role']).toBe('warn');
  });
});

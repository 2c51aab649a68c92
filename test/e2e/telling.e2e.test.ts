import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChat } from '../support/chat.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startForeignServers, type ForeignServers } from '../support/foreign-servers.ts';
import { freePort } from '../support/free-port.ts';
import { startOtlpReceiver } from '../support/otlp-receiver.ts';
import { temporaryDataDir } from '../support/playground.ts';
import { startProcess } from '../support/process.ts';
import { join, orderPicture, trainAvatar } from '../support/walk.ts';

const file = (path: string): string => new URL(`../../${path}`, import.meta.url).pathname;
const prompt = 'on a snowy street with a lantern nobody else has';

type Line = Readonly<Record<string, unknown>>;

let foreign: ForeignServers;
let database: TestDatabase;
let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
let receiver: Awaited<ReturnType<typeof startOtlpReceiver>>;
let ports: { readonly bot: number; readonly worker: number; readonly http: number };
let ends: () => Promise<unknown>;
/** What each process wrote. */
let said: () => string;

const startAll = async () => {
  const [bot, worker, http] = [await freePort(), await freePort(), await freePort()];
  const env = {
    ...foreign.variables,
    DATA_DIR: dataDir.path,
    DATABASE_URL: database.url,
    FAL_API_KEY: foreign.falKey,
    FAL_USER_ID: foreign.falUserId,
    FAL_WEBHOOK_URL: `http://127.0.0.1:${http}/api/v1/avatar/status_update`,
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
    LOG_LEVEL: 'debug',
    PREVIEW_PICTURES: '0',
    API_PORT: String(http),
  };
  const botMain = file('packages/bot/src/main.ts');
  const start = (main: string, own: Readonly<Record<string, string>>) =>
    startProcess({ args: [main], cwd: dataDir.path, env: { ...env, ...own } });
  const processes = [
    start(botMain, { ROLE: 'bot', BOT_PORT: String(bot) }),
    start(botMain, { ROLE: 'worker', BOT_PORT: String(worker) }),
    start(file('packages/http/src/main.ts'), {}),
  ];
  await Promise.all(processes.map(({ hear }) => hear(/is running"/u)));
  ports = { bot, worker, http };
  said = () => processes.map((one) => one.said()).join('\n');
  ends = () => Promise.all(processes.map(({ end }) => end('SIGTERM')));
};

beforeAll(async () => {
  foreign = await startForeignServers();
  database = await createTestDatabase();
  dataDir = await temporaryDataDir();
  receiver = await startOtlpReceiver();
  await startAll();
  const chat = await openChat(foreign.people);
  await join(chat);
  const after = await trainAvatar(chat);
  await orderPicture(chat, { prompt, after });
});

afterAll(async () => {
  await ends();
  receiver.stop();
  await foreign.stop();
  await database.drop();
  await dataDir.remove();
});

const scraped = async (port: number): Promise<string> => {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(answer.status).toBe(200);
  return answer.text();
};

/** The sum over a metric's series that have these labels. */
const valueOf = (text: string, name: string, labels: readonly string[] = []): number =>
  text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .filter((line) => labels.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);

const lines = (): Line[] =>
  said()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);

describe('an order of a picture', () => {
  it('is one trace from the press to the picture, through three processes and the provider', async () => {
    const all = () => receiver.spans;
    const traceOf = (name: string) =>
      new Set(
        all()
          .filter((span) => span.name === name)
          .map(({ traceId }) => traceId),
      );
    const wanted = [
      ['aisha-bot', 'update press'],
      ['aisha-worker', 'job generation.submit'],
      ['aisha-worker', 'fal submit'],
      ['aisha-http', 'POST /api/v1/avatar/status_update'],
      ['aisha-worker', 'job provider.event'],
      ['aisha-worker', 'job notification.send'],
    ];
    const whole = (): boolean =>
      [...traceOf('job generation.submit')].some((traceId) =>
        wanted.every(([service, name]) =>
          all().some(
            (span) => span.traceId === traceId && span.service === service && span.name === name,
          ),
        ),
      );
    await expect.poll(whole, { timeout: 20_000 }).toBe(true);
    const [traceId] = traceOf('job generation.submit');
    const mine = all().filter((span) => span.traceId === traceId);
    const ids = new Set(mine.map(({ spanId }) => spanId));
    const roots = mine.filter(({ parentSpanId = '' }) => !ids.has(parentSpanId));
    expect(roots.map(({ name }) => name)).toEqual(['update press']);
  });

  it('is counted where it happens', async () => {
    const [bot, worker, http] = await Promise.all([
      scraped(ports.bot),
      scraped(ports.worker),
      scraped(ports.http),
    ]);
    const presses = ['kind="press"', 'outcome="ok"', 'role="bot"'];
    expect(valueOf(bot, 'aisha_update_duration_seconds_count', presses)).toBeGreaterThan(5);
    const telegram = ['service="telegram"', 'outcome="ok"'];
    expect(valueOf(bot, 'aisha_call_duration_seconds_count', telegram)).toBeGreaterThan(5);
    const submits = ['service="fal"', 'operation="submit"', 'outcome="ok"'];
    expect(valueOf(worker, 'aisha_call_duration_seconds_count', submits)).toBe(2);
    const sent = ['job="notification.send"', 'outcome="done"'];
    expect(valueOf(worker, 'aisha_job_duration_seconds_count', sent)).toBeGreaterThan(0);
    expect(valueOf(http, 'aisha_webhooks_total', ['verdict="accepted"'])).toBe(2);
    const route = ['route="/api/v1/avatar/status_update"', 'status="200"'];
    expect(valueOf(http, 'aisha_http_request_duration_seconds_count', route)).toBe(2);
    expect(valueOf(worker, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  });

  it('shows in the figures that all processes share', async () => {
    const figures = await scraped(ports.http);
    expect(valueOf(figures, 'aisha_figures_known')).toBe(1);
    expect(valueOf(figures, 'aisha_people_active_day')).toBe(1);
    expect(valueOf(figures, 'aisha_people_joined_day')).toBe(1);
    expect(valueOf(figures, 'aisha_provider_spend_day_usd')).toBeGreaterThan(0);
    expect(valueOf(figures, 'aisha_holds_open')).toBe(0);
    expect(valueOf(figures, 'aisha_work_overdue')).toBe(0);
  });

  it('is known by its chat, its request and its training in the lines that are logged on its way', () => {
    const own = lines();
    const saying = (message: string) => own.filter(({ msg }) => msg === message);
    expect(saying('an update was handled')).not.toEqual([]);
    const unnamed = [
      ...saying('an update was handled').filter((line) => !line['updateId'] || !line['chatId']),
      ...saying('a request was answered').filter((line) => !line['requestId'] || !line['traceId']),
    ];
    expect(unnamed).toEqual([]);
    expect(saying('a request was answered').length).toBeGreaterThanOrEqual(2);
    const submitted = saying('a job was run').filter(({ job }) => job === 'training.submit');
    expect(submitted).toMatchObject([{ outcome: 'done' }]);
    expect(submitted[0]?.['trainingId']).toMatch(/^[\w-]{36}$/u);
    // Such jobs name a run or an event alone.
    const ofRuns = saying('a job was run').filter(({ job }) =>
      ['run.check', 'provider.event'].includes(String(job)),
    );
    expect(ofRuns).not.toEqual([]);
    expect(ofRuns.filter((line) => !line['trainingId'] && !line['generationId'])).toEqual([]);
  });

  it('leaves no secret, prompt or photo in a log, a trace or a figure', async () => {
    const everything = [
      said(),
      ...receiver.texts,
      ...(await Promise.all(Object.values(ports).map(scraped))),
    ].join('\n');
    expect(everything.length).toBeGreaterThan(10_000);
    const token = foreign.variables.TELEGRAM_BOT_TOKEN ?? '';
    const secrets = [token.split(':')[1] ?? '', foreign.falKey, new URL(database.url).password];
    for (const secret of secrets.filter((text) => text.length > 3)) {
      expect(everything.includes(secret)).toBe(false);
    }
    for (const trace of ['lantern', '/9j/', '[255,216', 'ffd8ff']) {
      expect(everything.includes(trace)).toBe(false);
    }
  });
});

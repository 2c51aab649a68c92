import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPrometheus, type Prometheus, type Range } from '../deploy/a-prometheus.ts';
import { faultsOfPanels, panelsOfDashboard, type Panel } from '../deploy/dashboard.ts';
import { lacksTool } from '../deploy/run-tool.ts';
import { openChat, type Chat } from '../support/chat.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startForeignServers, type ForeignServers } from '../support/foreign-servers.ts';
import { startOtlpReceiver } from '../support/otlp-receiver.ts';
import { temporaryDataDir } from '../support/playground.ts';
import { startThree, type ThreeProcesses } from '../support/three-processes.ts';
import { join, orderPicture, trainAvatar } from '../support/walk.ts';

const prompt = 'on a snowy street with a lantern nobody else has';

type Line = Readonly<Record<string, unknown>>;

let foreign: ForeignServers;
let database: TestDatabase;
let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
let receiver: Awaited<ReturnType<typeof startOtlpReceiver>>;
let three: ThreeProcesses;
let chat: Chat;

beforeAll(async () => {
  foreign = await startForeignServers();
  database = await createTestDatabase();
  dataDir = await temporaryDataDir();
  receiver = await startOtlpReceiver();
  three = await startThree(foreign, {
    DATA_DIR: dataDir.path,
    DATABASE_URL: database.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
    LOG_LEVEL: 'debug',
    PREVIEW_PICTURES: '0',
  });
  chat = await openChat(foreign.people);
  await join(chat);
  const after = await trainAvatar(chat);
  await orderPicture(chat, { prompt, after });
});

afterAll(async () => {
  await three.end('SIGTERM');
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
  three
    .said()
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
      scraped(three.ports.bot),
      scraped(three.ports.worker),
      scraped(three.ports.http),
    ]);
    const presses = ['kind="press"', 'outcome="ok"', 'role="bot"'];
    expect(valueOf(bot, 'aisha_update_duration_seconds_count', presses)).toBeGreaterThan(5);
    const telegram = ['service="telegram"', 'outcome="ok"'];
    expect(valueOf(bot, 'aisha_call_duration_seconds_count', telegram)).toBeGreaterThan(5);
    const submits = ['service="fal"', 'operation="submit"', 'outcome="ok"'];
    expect(valueOf(worker, 'aisha_call_duration_seconds_count', submits)).toBe(2);
    const sent = ['queue="notification.send"', 'outcome="done"'];
    expect(valueOf(worker, 'aisha_job_duration_seconds_count', sent)).toBeGreaterThan(0);
    expect(valueOf(http, 'aisha_webhooks_total', ['verdict="accepted"'])).toBe(2);
    const route = ['route="/api/v1/avatar/status_update"', 'status="200"'];
    expect(valueOf(http, 'aisha_http_request_duration_seconds_count', route)).toBe(2);
    expect(valueOf(worker, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  });

  it('shows in the figures that all processes share', async () => {
    const figures = await scraped(three.ports.http);
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
      three.said(),
      ...receiver.texts,
      ...(await Promise.all(Object.values(three.ports).map(scraped))),
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

describe.skipIf(lacksTool('prometheus'))('the dashboard', () => {
  let prometheus: Prometheus;
  /**
   * They show what goes wrong, what may be gone before anybody looks, what takes many to be told, and what
   * the services of other teams hear, of which there is none here.
   */
  const mayBeEmpty = [
    'What fails',
    'Paused',
    'Waiting and running',
    'What becomes of jobs',
    'The oldest that could run',
    'How long a training takes',
    'How long pictures take',
    'What they are told',
  ];
  const from = Date.now() / 1000;
  const faultsOf = (panels: readonly Panel[]): Promise<string[]> => {
    const over: Range = { from, to: Date.now() / 1000, step: 1 };
    return faultsOfPanels(prometheus, panels, { over, mayBeEmpty });
  };

  beforeAll(async () => {
    const ports = Object.values(three.ports);
    prometheus = await startPrometheus({ directory: dataDir.path, ports, everySeconds: 1 });
    // More than one, so that the second is seen to come.
    foreign.telegram.faults.set({ tooManyRequests: { times: 3, retryAfter: 1 } });
    await chat.say('/start');
    const [after] = (await chat.messages()).slice(-1);
    if (after) await orderPicture(chat, { prompt: 'under an oak', after });
  });
  afterAll(() => prometheus.stop());

  it('has something to show in every panel of whoever orders a picture', async () => {
    await expect.poll(() => faultsOf(panelsOfDashboard()), { timeout: 60_000 }).toEqual([]);
  });

  it('asks for labels that Prometheus takes as they are', async () => {
    const renamed = (await prometheus.labels()).filter((label) => label.startsWith('exported_'));
    expect(renamed).toEqual([]);
  });

  it.each([
    ['aisha_holds_opened', '', 'nothing'],
    ['max(aisha_holds_open', '', /parse error/u],
    ['sum by (knd) (aisha:updates_handled:rate5m)', '{{knd}}', 'no label knd'],
    ['aisha:webhooks:rate5m', '{{outcome}}', 'no outcome for the legend'],
    ['aisha:calls:rate5m{servce!="telegram"}', '', 'no label servce'],
    ['aisha:calls:rate5m{service!="telegramm"}', '', 'no service that is telegramm'],
  ])('would be found to ask %s in vain', async (expr, legendFormat, why) => {
    const [panel] = panelsOfDashboard();
    const planted = { ...panel!, targets: [{ expr, legendFormat }] };
    expect((await faultsOf([planted]))[0]).toMatch(why);
  });
});

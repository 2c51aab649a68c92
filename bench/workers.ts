import { cpus } from 'node:os';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedPostgres } from '@aisha/adapters/embedded-postgres';
import { readBotSettings, type BotParts } from '@aisha/bot';
import type { GenerationId } from '@aisha/core';
import { listen } from '@aisha/http';
import { photograph, photographs } from '../test/support/photographs.ts';
import { startProcess, type RunningProcess } from '../test/support/process.ts';
import { openComposed, withClosers, type Closers } from './composed.ts';
import { startFalStub } from './fal-stub.ts';
import { aPerson, type Person } from './overhead.ts';
import { holds, table, type Row } from './table.ts';
import { startTelegramStub } from './telegram-stub.ts';
import { withTemporaryDirectory } from './temporary.ts';

const photoCount = 2;
const people = 10;
const orders = 400;
/** Between these shares of all pictures nobody is still starting, and nobody has run out of work. */
const measured = { from: 0.2, to: 0.8 };
/** What fal takes to answer a call is most of what a job does; a run takes longer than either. */
const provider = { answerMs: 800, workMs: 3_000 };
const limit = 1.6;
const patienceMs = 10 * 60_000;

const worker = new URL('../packages/bot/src/main.ts', import.meta.url).pathname;

type Installation = {
  readonly parts: BotParts;
  /** When each picture came to its chat. */
  readonly arrivals: readonly number[];
  /** What was said and changed in all chats so far. */
  readonly said: () => number;
  readonly startWorker: () => Promise<RunningProcess>;
};

const secondsOfProcessor = (): number =>
  cpus().reduce((sum, { times }) => sum + times.user + times.sys + times.nice + times.irq, 0) /
  1000;

const withInstallation = <T>(work: (installation: Installation) => Promise<T>): Promise<T> =>
  withTemporaryDirectory((directory) =>
    withClosers(async (closers) => work(await install(directory, closers))),
  );

const install = async (directory: string, closers: Closers): Promise<Installation> => {
  const { arrivals, said, addresses } = await openOutside(closers);
  const database = await startEmbeddedPostgres({ dataDir: `${directory}/postgres` });
  closers.push(() => database.stop());
  const listener = await listen({ apiPort: 0, tls: undefined });
  const variables = {
    ...addresses,
    DATA_DIR: directory,
    DATABASE_URL: database.url,
    FAL_WEBHOOK_URL: `http://127.0.0.1:${listener.port}/api/v1/avatar/status_update`,
    WELCOME_CREDITS: '1000000',
    MIN_PHOTOS: String(photoCount),
    PREVIEW_PICTURES: '0',
    NODE_COMPILE_CACHE: `${directory}/compiled`,
  };
  const settings = readBotSettings({ ...variables, LOG_LEVEL: 'silent' });
  const parts = await openComposed(settings, listener, closers);
  const startWorker = async (): Promise<RunningProcess> => {
    const env = { ...variables, ROLE: 'worker', BOT_PORT: '0' };
    const started = startProcess({ args: [worker], cwd: directory, env });
    closers.push(() => started.end('SIGKILL'));
    await started.hear(/is running"/u);
    return started;
  };
  return { parts, arrivals, said, startWorker };
};

/** fal that takes its time, and Telegram that says yes at once. */
const openOutside = async (closers: Closers) => {
  const arrivals: number[] = [];
  let said = 0;
  const photos = await photographs(photoCount);
  const telegram = await startTelegramStub({
    onCall: ({ method }) => {
      if (/^(?:send|edit)(?!ChatAction)/u.test(method)) said += 1;
      if (method === 'sendPhoto') arrivals.push(performance.now());
    },
    fileOf: (id) => photos[Number(id)],
  });
  closers.push(() => telegram.stop());
  const picture = await photograph(1, { width: 896, height: 1152 });
  const fal = await startFalStub({ userId: 'bench', picture, ...provider });
  closers.push(() => fal.stop());
  const addresses = {
    TELEGRAM_BOT_TOKEN: '1000001:bench-bench-bench',
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_MESSAGES_PER_SECOND: '100000',
    TELEGRAM_CHAT_MESSAGES_PER_SECOND: '100000',
    FAL_API_KEY: 'key-id:key-of-a-bench',
    FAL_USER_ID: 'bench',
    FAL_QUEUE_URL: fal.origin,
    FAL_REST_URL: fal.origin,
    FAL_FILE_ORIGINS: fal.origin,
    FAL_JWKS_URL: `${fal.origin}/.well-known/jwks.json`,
  };
  return { arrivals, said: () => said, addresses };
};

const orderOf = async ({ aisha }: BotParts, { userId, avatarId }: Person): Promise<void> => {
  const answer = await aisha.requestGeneration({
    id: randomUUID() as GenerationId,
    userId,
    avatarId,
    prompt: 'reading in a garden',
    aspectRatio: '3:4',
    count: 1,
  });
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
};

const soManyArrived = async (arrivals: readonly number[], count: number): Promise<void> => {
  const deadline = performance.now() + patienceMs;
  while (arrivals.length < count) {
    if (performance.now() > deadline) throw new Error('the pictures never came');
    await pause(20);
  }
};

type Measured = {
  /** Pictures. */
  readonly perSecond: number;
  /** That everything together kept busy. */
  readonly processors: number;
  /** Calls that Telegram counts, for each picture, after its order. */
  readonly calls: number;
};

const measure = (workers: number): Promise<Measured> =>
  withInstallation(async ({ parts, arrivals, said, startWorker }) => {
    const first = await startWorker();
    const everybody: Person[] = [];
    for (let chat = 1; chat <= people; chat += 1) everybody.push(await aPerson({ parts }, chat));
    await first.end('SIGTERM');
    const before = arrivals.length;
    for (let at = 0; at < orders; at += people) {
      await Promise.all(everybody.map((person) => orderOf(parts, person)));
    }
    await Promise.all(Array.from({ length: workers }, startWorker));
    const saidBefore = said();
    const from = before + Math.round(orders * measured.from);
    const to = before + Math.round(orders * measured.to);
    await soManyArrived(arrivals, from);
    const usedBefore = secondsOfProcessor();
    await soManyArrived(arrivals, to);
    const used = secondsOfProcessor() - usedBefore;
    const seconds = ((arrivals[to - 1] ?? 0) - (arrivals[from - 1] ?? 0)) / 1000;
    await soManyArrived(arrivals, before + orders);
    const calls = (said() - saidBefore) / orders;
    return { perSecond: (to - from) / seconds, processors: used / seconds, calls };
  });

/** What a second worker adds, where the provider takes its time as it does in earnest. */
export const benchWorkers = async (): Promise<string> => {
  const one = await measure(1);
  const two = await measure(2);
  const ratio = two.perSecond / one.perSecond;
  const row = (name: string, { perSecond, processors, calls }: Measured): Row => [
    name,
    Number(perSecond.toFixed(1)),
    Number(processors.toFixed(2)),
    Number(calls.toFixed(1)),
    '',
    '',
  ];
  return table(
    `Workers: ${orders} pictures, fal answering after ${provider.answerMs} ms, ${cpus().length} processors`,
    ['what', 'pictures a second', 'processors busy', 'calls a picture', 'at least', 'within'],
    [
      row('one worker', one),
      row('two workers', two),
      ['two over one', Number(ratio.toFixed(2)), '', '', limit, holds(ratio >= limit)],
    ],
  );
};

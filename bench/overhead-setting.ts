import { readBotSettings, type BotParts } from '@aisha/bot';
import type { JobHandlers } from '@aisha/core';
import { listen } from '@aisha/http';
import { startInboxRunner } from '../packages/bot/src/updates/inbox-runner.ts';
import { landUpdates } from '../packages/bot/src/updates/land.ts';
import { photograph, photographs } from '../test/support/photographs.ts';
import { openComposed, withClosers, type Closers } from './composed.ts';
import { startStandIns, type StandIns } from './stand-ins.ts';
import { withTemporaryDirectory } from './temporary.ts';
import { wallClockMs } from './wall-clock.ts';

export const photoCount = 2;
const userId = 'bench';
const apiKey = 'key-id:key-of-a-bench';

export type Mark = { readonly what: string; readonly at: number };

export type Setting = Pick<StandIns, 'heard' | 'lastRun'> & {
  readonly parts: BotParts;
  /** Lands an update and has it handled, as a poll that delivers it would. */
  readonly tap: (update: object) => Promise<void>;
  /** What jobs did since they were last taken, and when. */
  readonly takeMarks: () => readonly Mark[];
};

/**
 * Everything of the product in one process, its embedded database beside it, with a provider that takes
 * little time and a Telegram that says yes, both on a thread of their own.
 */
export const withProduct = (work: (setting: Setting) => Promise<string>): Promise<string> =>
  withTemporaryDirectory((dataDir) =>
    withClosers(async (closers) => {
      const outside = await openOutside(closers);
      return work(await openInside(dataDir, outside, closers));
    }),
  );

const openOutside = async (closers: Closers): Promise<StandIns> => {
  const photos = await photographs(photoCount);
  const picture = await photograph(1, { width: 896, height: 1152 });
  const standIns = await startStandIns({ photos, picture, userId });
  closers.push(standIns.stop);
  return standIns;
};

const settingsOf = (
  dataDir: string,
  { apiRoot, origin }: Pick<StandIns, 'apiRoot' | 'origin'>,
  apiPort: number,
) =>
  readBotSettings({
    DATA_DIR: dataDir,
    TELEGRAM_BOT_TOKEN: '1000001:bench-bench-bench',
    TELEGRAM_API_ROOT: apiRoot,
    TELEGRAM_MESSAGES_PER_SECOND: '100000',
    TELEGRAM_CHAT_MESSAGES_PER_SECOND: '100000',
    FAL_API_KEY: apiKey,
    FAL_USER_ID: userId,
    FAL_QUEUE_URL: origin,
    FAL_REST_URL: origin,
    FAL_FILE_ORIGINS: origin,
    FAL_JWKS_URL: `${origin}/.well-known/jwks.json`,
    FAL_WEBHOOK_URL: `http://127.0.0.1:${apiPort}/api/v1/avatar/status_update`,
    WELCOME_CREDITS: '1000000',
    MIN_PHOTOS: String(photoCount),
    LOG_LEVEL: 'silent',
  });

const openInside = async (
  dataDir: string,
  { heard, lastRun, ...outside }: StandIns,
  closers: Closers,
): Promise<Setting> => {
  const listener = await listen({ apiPort: 0, tls: undefined });
  const settings = settingsOf(dataDir, outside, listener.port);
  const parts = await openComposed(settings, listener, closers);
  const marks: Mark[] = [];
  parts.bot.telegraf.botInfo = await parts.telegram.getMe();
  await parts.queue.work(marking(parts.aisha.jobs, marks));
  closers.push(() => parts.queue.stop({ timeoutMs: 5_000 }));
  const { inbox, logger } = parts;
  const runner = startInboxRunner({ inbox, handle: parts.bot.handle, logger, owner: 'bench' });
  closers.push(() => runner.stop());
  return {
    parts,
    heard,
    lastRun,
    tap: async (update) => {
      await landUpdates(parts, [update]);
      runner.wake();
    },
    takeMarks: () => marks.splice(0),
  };
};

/** The same handlers, which tell when they begin and end. */
const marking = (jobs: JobHandlers, marks: Mark[]): JobHandlers =>
  Object.fromEntries(
    Object.entries(jobs).map(([name, run]) => [
      name,
      async (data: never) => {
        marks.push({ what: `${name} begins`, at: wallClockMs() });
        await (run as (data: never) => Promise<void>)(data);
        marks.push({ what: `${name} ends`, at: wallClockMs() });
      },
    ]),
  ) as unknown as JobHandlers;

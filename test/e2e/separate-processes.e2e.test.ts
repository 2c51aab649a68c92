import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChat } from '../support/chat.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startForeignServers, type ForeignServers } from '../support/foreign-servers.ts';
import { freePort } from '../support/free-port.ts';
import { temporaryDataDir } from '../support/playground.ts';
import { startProcess } from '../support/process.ts';
import { processesOf } from '../support/processes-of.ts';
import { balanceOf, join, orderPicture, trainAvatar } from '../support/walk.ts';

const file = (path: string): string => new URL(`../../${path}`, import.meta.url).pathname;
const botMain = file('packages/bot/src/main.ts');
const httpMain = file('packages/http/src/main.ts');

let foreign: ForeignServers;
let database: TestDatabase;

beforeAll(async () => {
  foreign = await startForeignServers();
  database = await createTestDatabase();
});

afterAll(async () => {
  await foreign.stop();
  await database.drop();
});

/** One that talks to people, one that runs jobs, one that receives fal; all at the same moment. */
const startThree = async (shared: Readonly<Record<string, string>> & { DATA_DIR: string }) => {
  const apiPort = String(await freePort());
  const env = {
    ...foreign.variables,
    ...shared,
    FAL_API_KEY: foreign.falKey,
    FAL_USER_ID: foreign.falUserId,
    FAL_WEBHOOK_URL: `http://127.0.0.1:${apiPort}/api/v1/avatar/status_update`,
    BOT_PORT: '0',
    API_PORT: apiPort,
  };
  const cwd = shared.DATA_DIR;
  const started = [
    startProcess({ args: [botMain], cwd, env: { ...env, ROLE: 'bot' } }),
    startProcess({ args: [botMain], cwd, env: { ...env, ROLE: 'worker' } }),
    startProcess({ args: [httpMain], cwd, env }),
  ];
  await Promise.all(started.map(({ hear }) => hear(/is running"/u)));
  return started;
};

const ended = (processes: Awaited<ReturnType<typeof startThree>>, signal: 'SIGTERM' | 'SIGKILL') =>
  Promise.all(processes.map(({ end }) => end(signal)));

describe('a bot, a worker and a webhook server, each a process of its own', () => {
  it.each(['one data directory', 'one database'])('train and draw together on %s', async (what) => {
    const dataDir = await temporaryDataDir();
    const attemptsBefore = foreign.attempts.length;
    const processes = await startThree({
      DATA_DIR: dataDir.path,
      ...(what === 'one database' ? { DATABASE_URL: database.url } : {}),
    });
    try {
      const chat = await openChat(foreign.people);
      await join(chat);
      const after = await trainAvatar(chat);
      const picture = await orderPicture(chat, { prompt: 'on a snowy street', after });
      expect(picture.length).toBeGreaterThan(1000);
      expect(await balanceOf(chat)).toEqual({ available: 238, held: 0 });
      const answers = foreign.attempts.slice(attemptsBefore).map(({ status }) => status);
      expect(answers.filter((status) => status === 200)).toHaveLength(2);
      expect(await ended(processes, 'SIGTERM')).toEqual([0, 0, 0]);
      expect(await processesOf(dataDir.path)).toEqual([]);
    } finally {
      await ended(processes, 'SIGKILL');
      await dataDir.remove();
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChat } from '../support/chat.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startForeignServers, type ForeignServers } from '../support/foreign-servers.ts';
import { temporaryDataDir } from '../support/playground.ts';
import { processesOf } from '../support/processes-of.ts';
import { startThree } from '../support/three-processes.ts';
import { balanceOf, join, orderPicture, trainAvatar } from '../support/walk.ts';

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

describe('a bot, a worker and a webhook server, each a process of its own', () => {
  it.each(['one data directory', 'one database'])('train and draw together on %s', async (what) => {
    const dataDir = await temporaryDataDir();
    const attemptsBefore = foreign.attempts.length;
    const three = await startThree(foreign, {
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
      expect(await three.end('SIGTERM')).toEqual([0, 0, 0]);
      expect(await processesOf(dataDir.path)).toEqual([]);
    } finally {
      await three.end('SIGKILL');
      await dataDir.remove();
    }
  });
});

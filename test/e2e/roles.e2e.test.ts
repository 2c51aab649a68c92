import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChat } from '../support/chat.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startForeignServers, type ForeignServers } from '../support/foreign-servers.ts';
import { freePort } from '../support/free-port.ts';
import { temporaryDataDir } from '../support/playground.ts';
import { startProcess } from '../support/process.ts';
import { join } from '../support/walk.ts';

const main = new URL('../../deploy/main.ts', import.meta.url).pathname;
const healthCheck = new URL('../../deploy/health-check.ts', import.meta.url).pathname;

let foreign: ForeignServers;
let database: TestDatabase;
let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  foreign = await startForeignServers();
  database = await createTestDatabase();
  dataDir = await temporaryDataDir();
  env = {
    ...foreign.variables,
    DATA_DIR: dataDir.path,
    DATABASE_URL: database.url,
    FAL_API_KEY: foreign.falKey,
    BOT_PORT: String(await freePort()),
    API_PORT: String(await freePort()),
  };
});

afterAll(async () => {
  await foreign.stop();
  await database.drop();
  await dataDir.remove();
});

const start = (role: string, file = main) =>
  startProcess({ args: [file], cwd: dataDir.path, env: { ...env, ROLE: role } });

describe('one image in a role', () => {
  it('prepares the database and ends', async () => {
    expect(await start('migrate').ended).toBe(0);
  });

  it('is everything in one process, and healthy by its own check while it is there', async () => {
    expect(await start('all', healthCheck).ended).toBe(1);
    // Empty as in a copy of .env.example is as good as not set.
    const all = start('');
    await all.hear(/everything is running/u);
    for (const role of ['', 'all', 'bot', 'http']) {
      expect([role, await start(role, healthCheck).ended]).toEqual([role, 0]);
    }
    const live = await fetch(`http://127.0.0.1:${env['BOT_PORT'] ?? ''}/live`);
    expect(live.status).toBe(200);
    await join(await openChat(foreign.people));
    expect(await all.end('SIGTERM')).toBe(0);
  });

  it.each([
    ['bot', /the bot is running/u],
    ['worker', /the bot is running/u],
    ['http', /the http app is running/u],
  ])('is a %s alone', async (role, words) => {
    const one = start(role);
    await one.hear(words);
    expect(await start(role, healthCheck).ended).toBe(0);
    expect(await one.end('SIGTERM')).toBe(0);
  });

  it('that nobody knows is refused, with those that there are', async () => {
    const unknown = start('cook');
    expect(await unknown.ended).toBe(1);
    expect(unknown.said()).toContain(
      'ROLE is cook and must be one of bot, http, all, migrate, worker',
    );
  });
});

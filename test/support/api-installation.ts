import { apiClient } from './api-client.ts';
import { createTestDatabase } from './database.ts';
import { startForeignServers } from './foreign-servers.ts';
import { freePort } from './free-port.ts';
import { startHookReceiver } from './hook-receiver.ts';
import { temporaryDataDir } from './playground.ts';
import { startProcess } from './process.ts';

const file = (path: string): string => new URL(`../../${path}`, import.meta.url).pathname;

type Closers = (() => Promise<unknown>)[];

const closeAll = async (closers: Closers): Promise<void> => {
  for (const close of closers.splice(0).toReversed()) await close();
};

/** An http process and a worker on a database, before a fal that is played, and another team's service with a key. */
export const startApiInstallation = async () => {
  const closers: Closers = [];
  try {
    return { ...(await open(closers)), stop: () => closeAll(closers) };
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
};

export type ApiInstallation = Awaited<ReturnType<typeof startApiInstallation>>;

const open = async (closers: Closers) => {
  const foreign = await startForeignServers();
  closers.push(() => foreign.stop());
  const database = await createTestDatabase();
  closers.push(() => database.drop());
  const dataDir = await temporaryDataDir();
  closers.push(() => dataDir.remove());
  const client = await startHookReceiver();
  closers.push(() => client.close());
  const apiPort = String(await freePort());
  const env = {
    ...foreign.variables,
    DATA_DIR: dataDir.path,
    DATABASE_URL: database.url,
    FAL_API_KEY: foreign.falKey,
    FAL_USER_ID: foreign.falUserId,
    FAL_WEBHOOK_URL: `http://127.0.0.1:${apiPort}/api/v1/avatar/status_update`,
    API_HOOK_ORIGINS: client.origin,
    API_PORT: apiPort,
    BOT_PORT: '0',
    PREVIEW_PICTURES: '0',
  };
  const start = (main: string, own: Readonly<Record<string, string>> = {}) => {
    const args = [file(`packages/${main}/src/main.ts`)];
    const started = startProcess({ args, cwd: dataDir.path, env: { ...env, ...own } });
    closers.push(() => started.end('SIGTERM'));
    return started;
  };
  const processes = [start('http'), start('bot', { ROLE: 'worker' })];
  await Promise.all(processes.map(({ hear }) => hear(/is running"/u)));
  /** A command as an operator types it; answers what it printed, or throws where it fails. */
  const aisha = async (...args: string[]): Promise<string> => {
    const main = file('packages/cli/src/main.ts');
    const { said, ended } = startProcess({ args: [main, ...args], env, cwd: dataDir.path });
    if ((await ended) !== 0) throw new Error(`aisha ${args.join(' ')}: ${said()}`);
    return said();
  };
  const json = async (...args: string[]): Promise<unknown> =>
    JSON.parse(await aisha(...args, '--json'));
  const wanted = ['--scopes', 'all', '--user-credits', '300', '--yes'];
  const { secret } = (await json('keys', 'create', 'shop', ...wanted)) as { secret: string };
  return {
    /** Where the client is told. */
    client,
    secret,
    api: apiClient(`http://127.0.0.1:${apiPort}`, secret),
    aisha,
    json,
    said: () => processes.map((one) => one.said()).join('\n'),
  };
};

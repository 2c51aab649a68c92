import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDatabase } from '../../support/database.ts';
import { startForeignServers } from '../../support/foreign-servers.ts';
import { freePort } from '../../support/free-port.ts';
import { temporaryDataDir } from '../../support/playground.ts';
import { startProcess, type RunningProcess } from '../../support/process.ts';

const file = (path: string): string => new URL(`../../../${path}`, import.meta.url).pathname;
const botMain = file('packages/bot/src/main.ts');
const httpMain = file('packages/http/src/main.ts');

/** The whole product as it is deployed, with workers that may be killed at any time. */
export const startProduct = async ({ workers }: { readonly workers: number }) => {
  const dataDir = await temporaryDataDir();
  const database = await createTestDatabase();
  const foreign = await startForeignServers({ trainingMs: 400, generationMs: 150 });
  const apiPort = String(await freePort());
  const env = {
    ...foreign.variables,
    DATA_DIR: dataDir.path,
    DATABASE_URL: database.url,
    FAL_API_KEY: foreign.falKey,
    FAL_USER_ID: foreign.falUserId,
    FAL_WEBHOOK_URL: `http://127.0.0.1:${apiPort}/api/v1/avatar/status_update`,
    WELCOME_CREDITS: '100000',
    BOT_PORT: '0',
    API_PORT: apiPort,
    LOG_LEVEL: 'error',
  };
  const start = async (main: string, role?: string): Promise<RunningProcess> => {
    const own = { ...env, ...(role ? { ROLE: role } : {}), LOG_LEVEL: 'info' };
    const started = startProcess({ args: [main], cwd: dataDir.path, env: own });
    await started.hear(/is running"/u);
    return started;
  };
  const startWorker = () => start(botMain, 'worker');
  const [bot, http] = await Promise.all([start(botMain, 'bot'), start(httpMain)]);
  const crew = await Promise.all(Array.from({ length: workers }, startWorker));
  return {
    foreign,
    url: database.url,
    files: join(dataDir.path, 'files'),
    /** Kills one worker, and starts another in its place. */
    killWorker: async (at: number): Promise<void> => {
      await crew[at % crew.length]?.end('SIGKILL');
      crew[at % crew.length] = await startWorker();
    },
    /** Resident memory of those that are never killed, in MiB. */
    memory: async (): Promise<{ readonly bot: number; readonly http: number }> => ({
      bot: await residentOf(bot),
      http: await residentOf(http),
    }),
    stop: async (): Promise<(number | null)[]> =>
      Promise.all([bot, http, ...crew].map((each) => each.end('SIGTERM'))),
    remove: async (): Promise<void> => {
      await Promise.all([bot, http, ...crew].map((each) => each.end('SIGKILL')));
      await foreign.stop();
      await database.drop();
      await dataDir.remove();
    },
  };
};

export type Product = Awaited<ReturnType<typeof startProduct>>;

const residentOf = async ({ pid }: RunningProcess): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s*(\d+)/u.exec(status)?.[1] ?? 0) / 1024;
};

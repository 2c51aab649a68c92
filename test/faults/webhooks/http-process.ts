import { readFile } from 'node:fs/promises';
import { temporaryDataDir } from '../../support/playground.ts';
import { startProcess } from '../../support/process.ts';
import { apiKey, userId } from './fal-sender.ts';

const main = new URL('../../../packages/http/src/main.ts', import.meta.url).pathname;

/** The http app as it is deployed, in a process whose memory is its own. */
export const startHttpProcess = async (databaseUrl: string, jwksUrl: string) => {
  const directory = await temporaryDataDir();
  const child = startProcess({
    args: [main],
    cwd: directory.path,
    env: {
      DATA_DIR: directory.path,
      DATABASE_URL: databaseUrl,
      FAL_API_KEY: apiKey,
      FAL_USER_ID: userId,
      FAL_JWKS_URL: jwksUrl,
      API_PORT: '0',
      // What it holds is compared with what it held, and compiles everything itself as in an image.
      NODE_COMPILE_CACHE: undefined,
    },
  });
  const [, port] = await child.hear(/"port":(\d+)/u);
  return {
    port: Number(port),
    said: child.said,
    /** Resident memory in MB, of now or the most there ever was. */
    memoryMb: async (which: 'VmRSS' | 'VmHWM' = 'VmRSS'): Promise<number> => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(new RegExp(`${which}:\\s+(\\d+)`, 'u').exec(status)?.[1]) / 1024;
    },
    stop: async (): Promise<void> => {
      await child.end('SIGTERM');
      await directory.remove();
    },
  };
};

import type { ForeignServers } from './foreign-servers.ts';
import { freePort } from './free-port.ts';
import { startProcess } from './process.ts';

const file = (path: string): string => new URL(`../../${path}`, import.meta.url).pathname;
const botMain = file('packages/bot/src/main.ts');
const httpMain = file('packages/http/src/main.ts');

type Shared = Readonly<Record<string, string>> & { readonly DATA_DIR: string };

/** One that talks to people, one that runs jobs, one that receives fal; all at the same moment. */
export const startThree = async (foreign: ForeignServers, shared: Shared) => {
  const ports = { bot: await freePort(), worker: await freePort(), http: await freePort() };
  const env = {
    ...foreign.variables,
    ...shared,
    FAL_API_KEY: foreign.falKey,
    FAL_USER_ID: foreign.falUserId,
    FAL_WEBHOOK_URL: `http://127.0.0.1:${ports.http}/api/v1/avatar/status_update`,
    API_PORT: String(ports.http),
  };
  const start = (main: string, own: Readonly<Record<string, string>>) =>
    startProcess({ args: [main], cwd: shared.DATA_DIR, env: { ...env, ...own } });
  const processes = [
    start(botMain, { ROLE: 'bot', BOT_PORT: String(ports.bot) }),
    start(botMain, { ROLE: 'worker', BOT_PORT: String(ports.worker) }),
    start(httpMain, {}),
  ];
  await Promise.all(processes.map(({ hear }) => hear(/is running"/u)));
  return {
    ports,
    /** What each of them wrote. */
    said: (): string => processes.map((one) => one.said()).join('\n'),
    end: (signal: 'SIGTERM' | 'SIGKILL') => Promise.all(processes.map(({ end }) => end(signal))),
  };
};

export type ThreeProcesses = Awaited<ReturnType<typeof startThree>>;

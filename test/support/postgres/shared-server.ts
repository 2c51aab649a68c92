import { startEmbeddedServer, type RunningServer } from './embedded-server.ts';
import { clearServer, prepareServer, type TestServer } from './template.ts';

/*
 * Several Vitest projects need the embedded server, and each runs its own copy of the global set-up
 * in the one main process. They share a server and its template through `globalThis`.
 */
interface Shared {
  users: number;
  readonly ready: Promise<{ readonly running: RunningServer; readonly server: TestServer }>;
}

const holder: { aishaTestServer?: Shared | undefined } & typeof globalThis = globalThis;

const start = async (): Promise<Awaited<Shared['ready']>> => {
  const running = await startEmbeddedServer();
  try {
    return { running, server: await prepareServer(running.url) };
  } catch (error) {
    await running.stop();
    throw error;
  }
};

export const acquireEmbeddedServer = async (): Promise<TestServer> => {
  const shared = (holder.aishaTestServer ??= { users: 0, ready: start() });
  shared.users += 1;
  return (await shared.ready).server;
};

export const releaseEmbeddedServer = async (): Promise<void> => {
  const shared = holder.aishaTestServer;
  if (!shared || --shared.users > 0) return;
  holder.aishaTestServer = undefined;
  const { running, server } = await shared.ready;
  try {
    await clearServer(server);
  } finally {
    await running.stop();
  }
};

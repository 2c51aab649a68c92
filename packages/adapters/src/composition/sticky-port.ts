import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Starts a local server on the port it had last time, or on a free one where that is taken: addresses
 * that it handed out before a restart stay true.
 */
export const stickyPort = async <Server>(
  directory: string,
  start: (port: number) => Promise<Server>,
  originOf: (server: Server) => string,
): Promise<Server> => {
  await mkdir(directory, { recursive: true });
  const file = join(directory, 'port');
  const last = Number(await readFile(file, 'utf8').catch(() => '0'));
  const usable = Number.isInteger(last) && last > 0 && last < 65_536;
  const server = usable ? await start(last).catch(() => start(0)) : await start(0);
  await writeFile(file, new URL(originOf(server)).port);
  return server;
};

import type { AddressInfo, Server } from 'node:net';
import { ConfigurationError } from './read-variables.ts';

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken',
  EACCES: 'is not ours to take',
};

/** Listens on a port, 0 for a free one; answers which. `variable` is where another is chosen, for whoever finds it taken. */
export const takePort = async (server: Server, port: number, variable: string): Promise<number> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = reasons[error.code ?? ''];
      reject(reason ? new ConfigurationError([`Port ${port} ${reason} (${variable})`]) : error);
    });
    server.listen(port, resolve);
  });
  return (server.address() as AddressInfo).port;
};

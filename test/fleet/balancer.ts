import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type Balancer = {
  readonly origin: string;
  /** Lines that found their process away and were taken by the next one. */
  readonly refused: () => number;
  stop(): Promise<void>;
};

/** Passes each line on to the next process in turn, or to the one after it where nobody answers there. */
export const startBalancer = async (ports: readonly number[]): Promise<Balancer> => {
  const open = new Set<Socket>();
  let turn = 0;
  let refused = 0;
  const keep = (socket: Socket): void => {
    open.add(socket);
    // Either end goes when the other does.
    socket.once('close', () => open.delete(socket)).on('error', () => undefined);
  };
  const passOn = async (client: Socket): Promise<void> => {
    turn += 1;
    for (let at = 0; at < ports.length; at += 1) {
      const behind = await lineTo(ports[(turn + at) % ports.length] ?? 0);
      if (behind) return join(client, behind, keep);
      refused += 1;
    }
    client.destroy();
  };
  const server = createServer((client) => {
    keep(client);
    void passOn(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused: () => refused,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
};

const lineTo = async (port: number): Promise<Socket | undefined> => {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return socket;
  } catch {
    return undefined;
  }
};

const join = (client: Socket, behind: Socket, keep: (socket: Socket) => void): void => {
  keep(behind);
  client.once('close', () => behind.destroy());
  behind.once('close', () => client.destroy());
  client.pipe(behind).pipe(client);
};

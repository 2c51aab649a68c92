import { once } from 'node:events';
import { createServer, request as openRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export type RoundRobin = {
  readonly origin: string;
  /** Which port answered which status, in order; none where nobody did. */
  readonly answers: readonly { readonly port: number; readonly status: number | undefined }[];
  stop(): Promise<void>;
};

type Asked = { readonly request: IncomingMessage; readonly body: Buffer };

/** Undefined where nobody answers there. */
const ask = async (port: number, { request, body }: Asked) => {
  const { url: path, method, headers } = request;
  const passed = openRequest({ host: '127.0.0.1', port, path, method, headers, agent: false });
  passed.end(body);
  try {
    const [answer] = (await once(passed, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 502, body: await buffer(answer) };
  } catch {
    return undefined;
  }
};

/** Gives each request to the next in turn, as balancers do, and never to a second one: 502 where that one is away. */
export const startRoundRobin = async (ports: readonly number[]): Promise<RoundRobin> => {
  const answers: { port: number; status: number | undefined }[] = [];
  let turn = 0;
  const server = createServer((request, response) => {
    const port = ports[turn++ % ports.length] ?? 0;
    void buffer(request)
      .then((body) => ask(port, { request, body }))
      .then((answer) => {
        answers.push({ port, status: answer?.status });
        response.writeHead(answer?.status ?? 502).end(answer?.body);
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

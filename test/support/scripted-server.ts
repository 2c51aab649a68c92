import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface ScriptedServer {
  readonly origin: string;
  /** Every request, in the order in which they were complete. */
  readonly received: readonly ReceivedRequest[];
  close(): Promise<void>;
}

export type Script = (request: ReceivedRequest, response: ServerResponse) => void;

/** A real HTTP server on a free local port that answers as the test says and remembers what it got. */
export const scriptedServer = async (script: Script): Promise<ScriptedServer> => {
  const received: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const complete = { method, url, headers, body: Buffer.concat(chunks) };
      received.push(complete);
      script(complete, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export interface JsonAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export const answerJson = (
  response: ServerResponse,
  body: unknown,
  { status = 200, headers = {} }: JsonAnswer = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

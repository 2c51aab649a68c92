import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export type ReplayingProxy = {
  readonly origin: string;
  /** The next submission reaches the provider twice, and whoever sent it hears the first reply. */
  replayNextSubmission(): void;
  close(): Promise<void>;
};

type Forwarded = { readonly status: number; readonly headers: object; readonly body: Buffer };

/** Stands before the provider and passes everything on, now and then a submission once too often. */
export const replayingProxy = async (target: string): Promise<ReplayingProxy> => {
  let replaying = false;

  const forward = (incoming: IncomingMessage, body: Buffer): Promise<Forwarded> =>
    new Promise((resolve, reject) => {
      const { method, headers, url } = incoming;
      const { host } = new URL(target);
      const outgoing = request(
        `${target}${url ?? ''}`,
        { method, headers: { ...headers, host } },
        (answer) => {
          buffer(answer).then(
            (answered) =>
              resolve({
                status: answer.statusCode ?? 502,
                headers: answer.headers,
                body: answered,
              }),
            reject,
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(incoming);
    const isSubmission = incoming.method === 'POST' && !incoming.url?.startsWith('/storage/');
    const answer = await forward(incoming, body);
    if (isSubmission && replaying) {
      replaying = false;
      await forward(incoming, body);
    }
    response.writeHead(answer.status, { ...answer.headers }).end(answer.body);
  };

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replayNextSubmission: () => void (replaying = true),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Aisha } from '@aisha/core';

/** Where the provider's webhooks arrive: what `packages/http` does, without its limits. */
export const webhookReceiver = async () => {
  let receive: Aisha['receiveWebhook'] | undefined;
  const server = createServer((request, response) => {
    const answer = async (): Promise<number> => {
      const body = await buffer(request);
      const [, query = ''] = (request.url ?? '').split('?');
      const received = await receive?.({ query, headers: request.headers, body });
      return received?.ok ? 200 : 401;
    };
    answer()
      .catch(() => 503)
      .then((status) => response.writeHead(status).end())
      .catch(() => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    deliverTo: (aisha: Aisha) => void (receive = aisha.receiveWebhook),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

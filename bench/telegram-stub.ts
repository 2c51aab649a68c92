import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** Says yes to every call of the Bot API and does nothing: what is measured is on our side of it. */
export const startTelegramStub = async () => {
  let messageId = 1_000_000;
  const answer = (method: string): unknown => {
    if (method === 'getMe')
      return { id: 1, is_bot: true, first_name: 'Bench', username: 'bench_bot' };
    if (!/^(?:send|edit)/u.test(method)) return true;
    messageId += 1;
    return { message_id: messageId, date: 0, chat: { id: 1, type: 'private' }, text: '' };
  };
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      const method = request.url?.split('/').at(-1) ?? '';
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ ok: true, result: answer(method) }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
};

import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A call once all of it has arrived. */
export type TelegramCall = { readonly method: string; readonly body: string };

type TelegramStubOptions = {
  readonly onCall?: (call: TelegramCall) => void;
  /** Bytes of a file that somebody sent, by its id. */
  readonly fileOf?: (id: string) => Buffer | undefined;
};

/** Says yes to every call of the Bot API and does nothing: what is measured is on our side of it. */
export const startTelegramStub = async ({ onCall, fileOf }: TelegramStubOptions = {}) => {
  let messageId = 1_000_000;
  const answer = (method: string, body: string): unknown => {
    if (method === 'getMe')
      return { id: 1, is_bot: true, first_name: 'Bench', username: 'bench_bot' };
    if (method === 'getFile') {
      const { file_id: id } = JSON.parse(body) as { file_id: string };
      return { file_id: id, file_unique_id: id, file_path: id };
    }
    if (!/^(?:send|edit)/u.test(method)) return true;
    messageId += 1;
    return { message_id: messageId, date: 0, chat: { id: 1, type: 'private' }, text: '' };
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    if (onCall) request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.resume().once('end', () => {
      const [, first, , last = ''] = (request.url ?? '').split('/');
      const file = first === 'file' ? fileOf?.(last) : undefined;
      if (file) return response.end(file);
      const method = request.url?.split('/').at(-1) ?? '';
      const body = Buffer.concat(chunks).toString('latin1');
      onCall?.({ method, body });
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ ok: true, result: answer(method, body) }));
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

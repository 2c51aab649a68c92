import { hash, randomUUID, verify, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';

export const messageOf = (parts: {
  readonly requestId: string;
  readonly userId: string;
  readonly timestamp: string;
  readonly body: Buffer | string;
}): Buffer => {
  const digest = hash('sha256', parts.body, 'hex');
  return Buffer.from([parts.requestId, parts.userId, parts.timestamp, digest].join('\n'));
};

export const listening = async (server: Server): Promise<string> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const isSigned = (key: KeyObject, message: Buffer, signature: string): Promise<boolean> =>
  new Promise((resolve) => {
    verify(null, message, key, Buffer.from(signature, 'hex'), (_, valid) => resolve(valid));
  });

/** The same check and the same event, kept by the shortest program that does both. */
export const bareServer = ({ pool, publicKey }: { pool: Pool; publicKey: KeyObject }): Server =>
  createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const header = (name: string): string => String(request.headers[`x-fal-webhook-${name}`]);
      const message = messageOf({
        requestId: header('request-id'),
        userId: header('user-id'),
        timestamp: header('timestamp'),
        body,
      });
      const valid = await isSigned(publicKey, message, header('signature'));
      if (!valid) return response.writeHead(401).end('Unauthorized');
      const { request_id: id, payload } = JSON.parse(body.toString()) as {
        request_id: string;
        payload: unknown;
      };
      await pool.query(
        `insert into provider_events (id, request_id, run_id, outcome, payload, received_at)
         values ($1, $2, $3, 'succeeded', $4, now()) on conflict (request_id, outcome) do nothing`,
        [randomUUID(), id, randomUUID(), JSON.stringify(payload)],
      );
      return response.writeHead(200).end('{"status":"accepted"}');
    })();
  });

import { generateKeyPairSync, hash, randomUUID, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { wallClockMs } from './wall-clock.ts';

type FalStubOptions = {
  readonly userId: string;
  readonly picture: Buffer;
  /** Told of a run before its webhook is sent. */
  readonly onRun?: (run: StubRun) => void;
  /**
   * How long a run takes. Left out, far less than any generator takes; with no time at all, what is done
   * meanwhile, such as telling that it is drawn, would stand in the way of what comes next.
   */
  readonly workMs?: number;
  /** How long it lets wait for each answer, a file's as well. */
  readonly answerMs?: number;
};

/** When a run came, and when its webhook was sent: all the time that the provider had it. */
export type StubRun = { readonly acceptedAt: number; readonly completedAt: number };

/** fal as fast as it can be: its webhook is sent as soon as a run is over. */
export const startFalStub = async (options: FalStubOptions) => {
  const { userId, picture, onRun, workMs = 200, answerMs = 0 } = options;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwks = { keys: [publicKey.export({ format: 'jwk' })] };

  const submit = (path: string, query: URLSearchParams): unknown => {
    const requestId = randomUUID();
    const acceptedAt = wallClockMs();
    const own = `${origin}${path}/requests/${requestId}`;
    setTimeout(() => {
      onRun?.({ acceptedAt, completedAt: wallClockMs() });
      const payload = payloadOf(path, origin);
      const body = JSON.stringify({ request_id: requestId, status: 'OK', payload });
      const headers = signedHeaders({ requestId, userId, body, privateKey });
      post(query.get('fal_webhook') ?? '', headers, body);
    }, workMs);
    return { request_id: requestId, response_url: own, status_url: own, cancel_url: own };
  };

  const answer = async (incoming: IncomingMessage): Promise<unknown> => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', origin);
    await buffer(incoming);
    if (answerMs > 0) await pause(answerMs);
    if (pathname === '/.well-known/jwks.json') return jwks;
    if (pathname.startsWith('/storage/')) {
      return { upload_url: `${origin}/files/upload`, file_url: `${origin}/files/upload` };
    }
    if (pathname === '/files/picture.jpg') return picture;
    if (pathname.startsWith('/files/')) return Buffer.alloc(1_000, '{}');
    if (pathname.endsWith('/status')) return { status: 'COMPLETED' };
    if (pathname.includes('/requests/')) return payloadOf(pathname, origin);
    return submit(pathname, searchParams);
  };

  const server = createServer((incoming, response) => {
    answer(incoming).then(
      (told) => respond(response, told),
      () => response.destroy(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    stop: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const post = (url: string, headers: Record<string, string>, body: string): void => {
  request(url, { method: 'POST', headers }, (answered) => void answered.resume()).end(body);
};

const respond = (response: ServerResponse, told: unknown): void => {
  if (Buffer.isBuffer(told)) return void response.end(told);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(told));
};

const payloadOf = (path: string, origin: string): unknown =>
  path.includes('trainer')
    ? {
        diffusers_lora_file: { url: `${origin}/files/lora.safetensors` },
        config_file: { url: `${origin}/files/config.json` },
      }
    : {
        images: [{ url: `${origin}/files/picture.jpg`, content_type: 'image/jpeg' }],
        seed: 7,
        has_nsfw_concepts: [false],
      };

const signedHeaders = (message: {
  readonly requestId: string;
  readonly userId: string;
  readonly body: string;
  readonly privateKey: KeyObject;
}): Record<string, string> => {
  const { requestId, userId, body, privateKey } = message;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const text = [requestId, userId, timestamp, hash('sha256', body, 'hex')].join('\n');
  return {
    'content-type': 'application/json',
    'x-fal-webhook-request-id': requestId,
    'x-fal-webhook-user-id': userId,
    'x-fal-webhook-timestamp': timestamp,
    'x-fal-webhook-signature': sign(null, Buffer.from(text), privateKey).toString('hex'),
  };
};

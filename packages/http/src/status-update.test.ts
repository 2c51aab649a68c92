import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAisha, type RunId } from '@aisha/core';
import { inMemoryPorts, recordingLogger, testClock } from '@aisha/core/testing';
import { deriveWebhookSecret, falWebhookAddresses, falWebhookVerifier } from '@aisha/adapters/fal';
import {
  answerJson,
  scriptedServer,
  type ScriptedServer,
} from '../../../test/support/scripted-server.ts';
import { createServer, listen, startHttp, type Running } from './index.ts';

const path = '/api/v1/avatar/status_update';
const maxBytes = 20_000;
const maxMs = 150;

const clock = testClock(new Date());
const fal = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');

/** As https://docs.fal.ai/model-apis/model-endpoints/webhooks describes. */
const signed = (body: Uint8Array, requestId = 'r-1', key: KeyObject = fal.privateKey) => {
  const timestamp = String(Math.floor(clock.now().getTime() / 1000));
  const digest = createHash('sha256').update(body).digest('hex');
  const message = Buffer.from([requestId, 'us-1', timestamp, digest].join('\n'));
  return {
    'content-type': 'application/json',
    'x-fal-webhook-request-id': requestId,
    'x-fal-webhook-user-id': 'us-1',
    'x-fal-webhook-timestamp': timestamp,
    'x-fal-webhook-signature': sign(null, message, key).toString('hex'),
  };
};

const report = (requestId = 'r-1', payload: unknown = { images: [] }): Buffer =>
  Buffer.from(
    JSON.stringify({ request_id: requestId, gateway_request_id: requestId, status: 'OK', payload }),
  );

/** Writes these bytes and nothing more; everything that came back until the other side closed. */
const rawExchange = (port: number, ...parts: readonly (string | Uint8Array)[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const answer: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part);
    });
    socket.on('data', (chunk: Buffer) => answer.push(chunk));
    socket.once('close', () => resolve(Buffer.concat(answer).toString()));
    // What is still on its way when the other side has answered and closed is reset.
    socket.once('error', () => resolve(Buffer.concat(answer).toString()));
    socket.setTimeout(5000, () => {
      socket.destroy();
      reject(new Error('no answer'));
    });
  });

/** The head of a message that is true as far as it goes; its body is yet to come. */
const headOf = (search: string, ...lines: readonly string[]): string =>
  [
    `POST ${path}${search} HTTP/1.1`,
    'host: a',
    ...Object.entries(signed(report())).map(([name, value]) => `${name}: ${value}`),
    ...lines,
    '\r\n',
  ].join('\r\n');

describe('POST /api/v1/avatar/status_update', () => {
  let keys: ScriptedServer;
  let running: Running;
  let query: string;
  let ports: ReturnType<typeof portsOf>;
  const logger = recordingLogger();

  const portsOf = (jwksUrl: string) =>
    inMemoryPorts({
      webhookAddresses: falWebhookAddresses({
        webhookUrl: `https://aisha.test${path}`,
        secret: deriveWebhookSecret('test-key'),
      }),
      webhookVerifier: falWebhookVerifier({ jwksUrl, userId: 'us-1', clock }),
      clock,
    });

  beforeEach(async () => {
    const jwk = fal.publicKey.export({ format: 'jwk' });
    keys = await scriptedServer((_, response) => answerJson(response, { keys: [jwk] }));
    ports = portsOf(keys.origin);
    const runId = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e' as RunId;
    const address = ports.webhookAddresses.issue({ runId, tryNumber: 1 });
    query = new URL(address ?? '').search;
    const { receiveWebhook } = createAisha(ports);
    const koa = createServer({
      receiveWebhook,
      checks: [],
      logger,
      limits: { maxBytes, maxMs },
    });
    running = startHttp(koa, await listen({ apiPort: 0, tls: undefined }));
  });
  afterEach(async () => {
    await running.stop();
    await keys.close();
  });

  const post = (body: Uint8Array, headers: Record<string, string> = signed(body), search = query) =>
    fetch(`http://127.0.0.1:${running.port}${path}${search}`, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
    });
  const kept = () => ports.unitOfWork.committed().events.size;

  it('keeps a true message and answers 200', async () => {
    const response = await post(report());
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'accepted' });
    expect(kept()).toBe(1);
    expect(ports.jobs.pending('provider.event')).toHaveLength(1);
  });

  it('answers 200 to a message that it keeps already, and keeps it once', async () => {
    await post(report());
    const again = await Promise.all(Array.from({ length: 20 }, () => post(report())));
    expect(again.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(await again[0]?.json()).toEqual({ status: 'duplicate' });
    expect(kept()).toBe(1);
    expect(ports.jobs.pending('provider.event')).toHaveLength(1);
  });

  it('refuses what is not proven with 401, and tells forgers nothing', async () => {
    const body = report();
    const forgeries = [
      post(body, signed(body, 'r-1', stranger.privateKey)),
      post(body, signed(report('r-2'), 'r-1')),
      post(body, { ...signed(body), 'x-fal-webhook-timestamp': '1700000000' }),
      post(body, { ...signed(body), 'x-fal-webhook-user-id': 'us-2' }),
      post(body, { ...signed(body), 'x-fal-webhook-signature': 'zz' }),
      post(body, { 'content-type': 'application/json' }),
      post(body, signed(body), ''),
      post(body, signed(body), query.replace('try=1', 'try=2')),
      post(body, signed(body), `${query}&run=another`),
    ];
    const answers = await Promise.all(forgeries);
    expect(answers.map(({ status }) => status)).toEqual(forgeries.map(() => 401));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    const same = '{"type":"about:blank","title":"Unauthorized","status":401}';
    expect([...new Set(bodies)]).toEqual([same]);
    expect(kept()).toBe(0);
  });

  it('refuses what is signed but no message with 400', async () => {
    const deep = `${'['.repeat(8000)}${']'.repeat(8000)}`;
    for (const text of ['{"request_id":', '[]', 'null', '"r-1"', deep]) {
      expect((await post(Buffer.from(text))).status, text.slice(0, 20)).toBe(400);
    }
    const broken = Buffer.concat([
      report().subarray(0, -2),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}'),
    ]);
    expect((await post(broken)).status).toBe(400);
    expect(kept()).toBe(0);
  });

  it('takes a message at the limit and refuses a byte more with 413', async () => {
    const padded = (bytes: number) => report('r-1', 'x'.repeat(bytes - report('r-1', '').length));
    expect((await post(padded(maxBytes))).status).toBe(200);
    const refused = await post(padded(maxBytes + 1));
    expect(refused.status).toBe(413);
    expect(refused.headers.get('connection')).toBe('close');
  });

  it('refuses an announced large body without reading it', async () => {
    const answer = await rawExchange(
      running.port,
      `POST ${path}${query} HTTP/1.1\r\nhost: a\r\ncontent-length: 104857600\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /u);
    expect(answer).toMatch(/^connection: close\r$/imu);
  });

  it('refuses an unannounced large body as soon as it is too large', async () => {
    const chunk = `4000\r\n${'x'.repeat(0x40_00)}\r\n`;
    const answer = await rawExchange(
      running.port,
      headOf(query, 'transfer-encoding: chunked'),
      chunk,
      chunk,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /u);
  });

  it('refuses a body that nobody vouches for before it has come', async () => {
    for (const [search, line] of [
      ['', 'transfer-encoding: chunked'],
      [query.replace('try=1', 'try=2'), 'content-length: 20000'],
    ] as const) {
      const answer = await rawExchange(running.port, headOf(search, line, 'connection: close'));
      expect(answer).toMatch(/^HTTP\/1\.1 401 /u);
    }
  });

  it('refuses a compressed body with 415, unread', async () => {
    const body = report();
    const refused = await post(body, { ...signed(body), 'content-encoding': 'gzip' });
    expect(refused.status).toBe(415);
    expect(kept()).toBe(0);
  });

  it('cuts off a body that does not come with 408', async () => {
    const answer = await rawExchange(running.port, headOf(query, 'content-length: 100'), '{"slow');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /u);
  });

  it('says 503 and when to come back while nothing can be kept', async () => {
    ports.unitOfWork.failNext();
    const refused = await post(report());
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(logger.lines.at(-1)).toMatchObject({
      level: 'error',
      fields: { failures: { 'database.unavailable': 1 } },
    });
    expect((await post(report())).status).toBe(200);
    expect(kept()).toBe(1);
  });

  it('says 503 while the keys of the provider cannot be read', async () => {
    await keys.close();
    expect((await post(report())).status).toBe(503);
  });

  it('goes on with the same connection after a refusal', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const body = report();
    const exchange = (headers: Record<string, string>) =>
      new Promise<{ status: number | undefined; port: number | undefined }>((resolve, reject) => {
        const options = { agent, port: running.port, method: 'POST', path: path + query, headers };
        const sent = httpRequest(options, (response) => {
          const port = response.socket.localPort;
          response.resume().once('end', () => resolve({ status: response.statusCode, port }));
        });
        sent.once('error', reject).end(body);
      });
    const refused = await exchange(signed(body, 'r-1', stranger.privateKey));
    const accepted = await exchange(signed(body));
    agent.destroy();
    expect([refused.status, accepted.status]).toEqual([401, 200]);
    expect(accepted.port).toBe(refused.port);
  });
});

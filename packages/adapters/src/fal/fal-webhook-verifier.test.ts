import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { WebhookVerifier } from '@aisha/core';
import { testClock } from '@aisha/core/testing';
import {
  answerJson,
  scriptedServer,
  type Script,
} from '../../../../test/support/scripted-server.ts';
import { falWebhookVerifier } from './fal-webhook-verifier.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const newKey = () => generateKeyPairSync('ed25519');
const jwksOf = (...keys: readonly { publicKey: KeyObject }[]) => ({
  keys: keys.map(({ publicKey }) => publicKey.export({ format: 'jwk' })),
});
const fal = newKey();
const now = Date.parse('2026-11-22T12:00:00.000Z');

type Parts = {
  requestId?: string;
  userId?: string;
  timestamp?: string;
  body?: string | Buffer;
  key?: KeyObject;
};

const signed = ({
  requestId = 'r-1',
  userId = 'us-1',
  timestamp = String(now / 1000),
  body = JSON.stringify({ request_id: 'r-1', status: 'OK', payload: { seed: 1 }, more: 1 }),
  key = fal.privateKey,
}: Parts = {}) => {
  const bytes = Buffer.from(body);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const message = Buffer.from([requestId, userId, timestamp, digest].join('\n'));
  const headers: Record<string, string | readonly string[] | undefined> = {
    'x-fal-webhook-request-id': requestId,
    'x-fal-webhook-user-id': userId,
    'x-fal-webhook-timestamp': timestamp,
    'x-fal-webhook-signature': sign(null, message, key).toString('hex'),
  };
  return { headers, body: new Uint8Array(bytes) };
};

const serveKeys = async (script: Script) => {
  const server = await scriptedServer(script);
  closing.push(() => server.close());
  return server;
};

const setUp = async (script: Script = (_, response) => answerJson(response, jwksOf(fal))) => {
  const server = await serveKeys(script);
  const clock = testClock(new Date(now));
  const jwksUrl = `${server.origin}/jwks.json`;
  const verifier = falWebhookVerifier({ jwksUrl, userId: 'us-1', clock, keysTimeoutMs: 500 });
  return { server, clock, verifier, jwksUrl };
};

const codeOf = async (
  verifier: WebhookVerifier,
  message: Parameters<WebhookVerifier['verify']>[0],
): Promise<string> => {
  const result = await verifier.verify(message);
  return result.ok ? 'ok' : result.refusal.code;
};

describe('a true message', () => {
  it('is told as it is', async () => {
    const { verifier } = await setUp();
    expect(await verifier.verify(signed())).toEqual({
      ok: true,
      value: { requestId: 'r-1', outcome: 'succeeded', payload: { seed: 1 } },
    });
  });

  it('may tell of a failure, and of a payload that could not be written', async () => {
    const { verifier } = await setUp();
    const failed = JSON.stringify({ request_id: 'r-1', status: 'ERROR', error: 'x', payload: {} });
    expect(await verifier.verify(signed({ body: failed }))).toMatchObject({
      value: { outcome: 'failed', payload: {} },
    });
    const dropped = JSON.stringify({ request_id: 'r-1', status: 'OK', payload_error: 'x' });
    expect(await verifier.verify(signed({ body: dropped }))).toMatchObject({
      ok: true,
      value: { outcome: 'succeeded', payload: undefined },
    });
  });

  it('may be five minutes old, or young', async () => {
    const { verifier } = await setUp();
    for (const seconds of [-300, 300]) {
      const timestamp = String(now / 1000 + seconds);
      expect(await codeOf(verifier, signed({ timestamp }))).toBe('ok');
    }
  });
});

describe('a forged message', () => {
  const header = (name: string, value: string | readonly string[] | undefined) => {
    const message = signed();
    return { ...message, headers: { ...message.headers, [`x-fal-webhook-${name}`]: value } };
  };
  const signature = String(signed().headers['x-fal-webhook-signature']);
  const deep = '['.repeat(10_000) + ']'.repeat(10_000);
  const withPayload = (json: string) => `{"request_id":"r-1","status":"OK","payload":${json}}`;

  it.each([
    ['headers-missing', 'no request', header('request-id', undefined)],
    ['headers-missing', 'no user', header('user-id', undefined)],
    ['headers-missing', 'no time', header('timestamp', undefined)],
    ['headers-missing', 'no signature', header('signature', undefined)],
    ['headers-malformed', 'two requests', header('request-id', ['r-1', 'r-1'])],
    ['headers-malformed', 'two signatures', header('signature', [signature, signature])],
    ['headers-malformed', 'joined signatures', header('signature', `${signature}, ${signature}`)],
    ['headers-malformed', 'an empty signature', header('signature', '')],
    ['headers-malformed', '63 bytes', header('signature', signature.slice(2))],
    ['headers-malformed', '65 bytes', header('signature', `${signature}00`)],
    ['headers-malformed', 'no hex', header('signature', `${signature.slice(0, -1)}g`)],
    ['headers-malformed', 'a negative time', header('timestamp', '-1')],
    ['headers-malformed', 'a time with a fraction', header('timestamp', '1.5')],
    ['headers-malformed', 'an endless time', header('timestamp', '9'.repeat(400))],
    ['headers-malformed', 'a request that is a path', header('request-id', '../r')],
    ['stale', '301 s old', signed({ timestamp: String(now / 1000 - 301) })],
    ['stale', '301 s young', signed({ timestamp: String(now / 1000 + 301) })],
    ['foreign-account', 'another customer', signed({ userId: 'us-2' })],
    ['signature-invalid', 'another key', signed({ key: newKey().privateKey })],
    ['signature-invalid', 'another body', { ...signed(), body: Buffer.from('{}') }],
    ['signature-invalid', 'another time', header('timestamp', String(now / 1000 - 1))],
    ['signature-invalid', 'another request', header('request-id', 'r-2')],
    ['signature-invalid', 'zeros', header('signature', '0'.repeat(128))],
    ['body-malformed', 'no JSON', signed({ body: '{' })],
    ['body-malformed', 'no text', signed({ body: Buffer.from([0x22, 0xff, 0x22]) })],
    ['body-malformed', 'another shape', signed({ body: '[]' })],
    ['body-malformed', 'a deep shape', signed({ body: deep })],
    ['body-malformed', 'a deep payload', signed({ body: withPayload(deep) })],
    ['body-malformed', 'a prototype of its own', signed({ body: withPayload('{"__proto__":{}}') })],
    [
      'body-malformed',
      'another prototype',
      signed({ body: withPayload('[{"constructor":{"prototype":{"bad":1}}}]') }),
    ],
    ['body-malformed', 'an unknown status', signed({ body: '{"request_id":"r-1","status":"?"}' })],
    [
      'request-mismatch',
      'two minds about its request',
      signed({ body: '{"request_id":"r-2","status":"OK"}' }),
    ],
  ])('is refused as %s: %s', async (code, _, message) => {
    const { verifier } = await setUp();
    expect(await codeOf(verifier, message)).toBe(`webhook.${code}`);
  });

  it('is refused before any key is asked for where a cheap check fails', async () => {
    const { verifier, server } = await setUp();
    await codeOf(verifier, signed({ userId: 'us-2' }));
    expect(server.received).toHaveLength(0);
  });
});

describe('a stale message', () => {
  const seconds = (offset: number) => String(now / 1000 + offset);
  const refusal = async (verifier: WebhookVerifier, message: ReturnType<typeof signed>) => {
    const result = await verifier.verify(message);
    return result.ok ? undefined : result.refusal;
  };

  it('that is true otherwise says by how much the clocks differ', async () => {
    const { verifier, clock } = await setUp();
    expect(await refusal(verifier, signed({ timestamp: seconds(-400) }))).toEqual({
      code: 'webhook.stale',
      clockAheadBySeconds: 400,
    });
    clock.advance(10_000);
    expect(await refusal(verifier, signed({ timestamp: seconds(610) }))).toEqual({
      code: 'webhook.stale',
      clockAheadBySeconds: -600,
    });
  });

  it('is looked at so closely once in a while only', async () => {
    const { verifier } = await setUp();
    await refusal(verifier, signed({ timestamp: seconds(-400) }));
    let reads = 0;
    const message = { ...signed({ timestamp: seconds(-400) }), body: async () => signed().body };
    const counting = { ...message, body: () => ((reads += 1), message.body()) };
    for (let time = 0; time < 20; time += 1) {
      expect(await verifier.verify(counting)).toEqual({
        ok: false,
        refusal: { code: 'webhook.stale' },
      });
    }
    expect(reads).toBe(0);
  });

  it('that is forged as well is no sign of anything', async () => {
    const { verifier } = await setUp();
    const forged = signed({ timestamp: seconds(-400), key: newKey().privateKey });
    expect(await refusal(verifier, forged)).toEqual({ code: 'webhook.stale' });
  });

  it('is stale also while no key can be had', async () => {
    const { verifier } = await setUp((_, response) => response.destroy());
    expect(await codeOf(verifier, signed({ timestamp: seconds(-400) }))).toBe('webhook.stale');
  });
});

describe('the keys', () => {
  it('are fetched once for all who wait', async () => {
    const { verifier, server } = await setUp();
    await Promise.all(Array.from({ length: 20 }, () => codeOf(verifier, signed())));
    expect(server.received).toHaveLength(1);
  });

  it('are asked for again at most once a minute, however many messages are forged', async () => {
    const { verifier, server, clock } = await setUp();
    await codeOf(verifier, signed());
    const forge = async () => {
      const forged = signed({ key: newKey().privateKey, timestamp: seconds(clock) });
      return Promise.all(Array.from({ length: 50 }, () => codeOf(verifier, forged)));
    };
    await forge();
    expect(server.received).toHaveLength(1);
    clock.advance(60_000);
    expect(new Set(await forge())).toEqual(new Set(['webhook.signature-invalid']));
    await forge();
    expect(server.received).toHaveLength(2);
  });

  it('may be replaced by fal', async () => {
    const next = newKey();
    let served = jwksOf(fal);
    const { verifier, clock } = await setUp((_, response) => answerJson(response, served));
    expect(await codeOf(verifier, signed())).toBe('ok');
    served = jwksOf(next);
    clock.advance(61_000);
    const message = signed({ key: next.privateKey, timestamp: seconds(clock) });
    expect(await codeOf(verifier, message)).toBe('ok');
  });

  it('are several, of kinds that are passed over too', async () => {
    const other = { kty: 'RSA', n: 'x', e: 'AQAB' };
    const { verifier } = await setUp((_, response) =>
      answerJson(response, { keys: [other, null, ...jwksOf(newKey(), fal).keys] }),
    );
    expect(await codeOf(verifier, signed())).toBe('ok');
  });

  it('stay good for a day, and longer while fal is away', async () => {
    let away = false;
    const { verifier, server, clock } = await setUp((_, response) =>
      away ? response.destroy() : answerJson(response, jwksOf(fal)),
    );
    const verify = () => codeOf(verifier, signed({ timestamp: seconds(clock) }));
    await verify();
    clock.advance(23 * 3_600_000);
    await verify();
    expect(server.received).toHaveLength(1);
    away = true;
    clock.advance(2 * 3_600_000);
    expect(await verify()).toBe('ok');
    expect(server.received).toHaveLength(2);
    expect(await verify()).toBe('ok');
    expect(server.received).toHaveLength(2);
  });

  it.each<[string, Script]>([
    ['nobody answers', (_, response) => response.destroy()],
    ['the answer hangs', () => {}],
    ['the answer is an error', (_, response) => answerJson(response, {}, { status: 503 })],
    ['there is none', (_, response) => answerJson(response, { keys: [] })],
    ['the answer is endless', (_, response) => void response.write('x'.repeat(100_000))],
  ])('cannot be had where %s, which is nobody else’s fault', async (_, script) => {
    const { verifier } = await setUp(script);
    await expect(verifier.verify(signed())).rejects.toMatchObject({
      code: 'provider.unavailable',
      retryable: true,
    });
  });

  it('of an account that was not configured serve any account', async () => {
    const { jwksUrl, clock } = await setUp();
    const verifier = falWebhookVerifier({ jwksUrl, clock });
    expect(await codeOf(verifier, signed({ userId: 'us-2' }))).toBe('ok');
  });
});

const seconds = (clock: { now(): Date }): string =>
  String(Math.floor(clock.now().getTime() / 1000));

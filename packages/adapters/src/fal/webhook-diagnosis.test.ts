import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RunId } from '@aisha/core';
import { deriveWebhookSecret, falWebhookAddresses } from './fal-webhook-addresses.ts';
import { signedMessage } from './fal-webhook-verifier.ts';
import { readSavedRequest } from './saved-request.ts';
import { diagnoseWebhook, type DiagnosisOptions } from './webhook-diagnosis.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const addresses = falWebhookAddresses({
  webhookUrl: 'https://bot.test/api/v1/avatar/status_update',
  secret: deriveWebhookSecret('our-key'),
});
const runId = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e' as RunId;
const now = new Date('2026-11-23T12:00:00Z');
const sentAt = String(Math.floor(now.getTime() / 1000) - 60);
const content = JSON.stringify({ request_id: 'request-1', status: 'OK', payload: { a: 1 } });

type Wire = {
  readonly body?: string;
  readonly saved?: string;
  readonly headers?: readonly string[];
  readonly timestamp?: string;
  readonly key?: KeyObject;
  readonly lineEnd?: string;
};

/** A request as a proxy would have saved it. */
const wire = ({
  body = content,
  saved = body,
  headers = [],
  timestamp = sentAt,
  key = privateKey,
  lineEnd = '\r\n',
}: Wire = {}): Buffer => {
  const signed = { requestId: 'request-1', userId: 'us', timestamp, signature: Buffer.alloc(0) };
  const signature = sign(null, signedMessage(signed, Buffer.from(body)), key).toString('hex');
  const target = new URL(addresses.issue({ runId, tryNumber: 1 }) ?? '');
  const lines = [
    `POST ${target.pathname}${target.search} HTTP/1.1`,
    'Host: bot.test',
    `Content-Length: ${body.length}`,
    'X-Fal-Webhook-Request-Id: request-1',
    'X-Fal-Webhook-User-Id: us',
    `X-Fal-Webhook-Timestamp: ${timestamp}`,
    `X-Fal-Webhook-Signature: ${signature}`,
    ...headers,
    '',
    saved,
  ];
  return Buffer.from(lines.join(lineEnd));
};

const diagnose = async (bytes: Buffer, own: Partial<DiagnosisOptions> = {}) => {
  const saved = readSavedRequest(bytes);
  if (!saved) throw new Error('no request');
  const keys = [other.publicKey, publicKey];
  return diagnoseWebhook(saved, { keys, userId: 'us', addresses, now, ...own });
};

const wrong = async (bytes: Buffer, own: Partial<DiagnosisOptions> = {}) => {
  const { isTrue, checks } = await diagnose(bytes, own);
  expect(isTrue).toBe(false);
  return checks.filter(({ verdict }) => verdict === 'wrong');
};

describe('looking at a saved webhook', () => {
  it.each(['\r\n', '\n'])(
    'finds a true one right in everything, with %j at line ends',
    async (lineEnd) => {
      const diagnosis = await diagnose(wire({ lineEnd }));
      expect(diagnosis).toMatchObject({ isTrue: true, runId });
      expect(diagnosis.checks.map(({ verdict }) => verdict)).toEqual(Array(6).fill('right'));
      expect(diagnosis.checks[3]?.found).toBe('made with key 2 of 2');
    },
  );

  it('says that one is old, and that it is true all the same', async () => {
    const { isTrue, checks } = await diagnose(wire({ timestamp: '1700000000' }));
    expect(isTrue).toBe(true);
    expect(checks.at(-1)).toMatchObject({ verdict: 'wrong' });
    expect(checks.at(-1)?.found).toContain('stale');
  });

  it('says so where an editor has added a line break', async () => {
    const found = await wrong(wire({ saved: `${content}\n` }));
    expect(found).toMatchObject([{ check: 'signature' }]);
    expect(found[0]?.found).toContain('without the line break');
  });

  it('says how many bytes are missing where it was cut', async () => {
    const [signature, body] = await wrong(wire({ saved: content.slice(0, 20) }));
    expect(signature?.found).toContain(`sent with ${content.length} bytes and saved with 20`);
    expect(body).toMatchObject({ check: 'body' });
  });

  it('tells one that somebody else has signed', async () => {
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const found = await wrong(wire({ key: stranger }));
    expect(found).toMatchObject([{ check: 'signature' }]);
    expect(found[0]?.found).toContain('none of 2 keys');
  });

  it('tells one for another account, and one that our key has not addressed', async () => {
    expect(await wrong(wire(), { userId: 'them' })).toMatchObject([
      { check: 'account', found: 'for us, and we are them' },
    ]);
    const others = falWebhookAddresses({ secret: deriveWebhookSecret('another-key') });
    expect(await wrong(wire(), { addresses: others })).toMatchObject([{ check: 'address' }]);
  });

  it('names the headers that are missing, or that came twice', async () => {
    const bare = Buffer.from('POST /hook HTTP/1.1\r\nHost: bot.test\r\n\r\n{}');
    const found = await wrong(bare, { addresses: undefined });
    expect(found).toMatchObject([{ check: 'headers' }]);
    expect(found[0]?.found).toContain('request-id, user-id, timestamp, signature missing');
    const twice = wire({ headers: ['X-Fal-Webhook-User-Id: them'] });
    expect((await wrong(twice)).at(-1)?.found).toContain('came twice');
  });

  it('tells one about another request than its headers', async () => {
    const body = JSON.stringify({ request_id: 'request-2', status: 'OK', payload: {} });
    const found = await wrong(wire({ body }));
    expect(found).toMatchObject([{ check: 'body' }]);
    expect(found[0]?.found).toContain('another request');
  });

  it('says what it cannot tell where nothing is configured', async () => {
    const { isTrue, checks } = await diagnose(wire(), { addresses: undefined, userId: undefined });
    expect(isTrue).toBe(true);
    const open = checks.filter(({ verdict }) => verdict === 'unknown');
    expect(open.map(({ check }) => check)).toEqual(['address', 'account']);
  });

  it.each(['', '{"a":1}', 'GET\r\n\r\n', 'POST / HTTP/1.1\r\nno header\r\n\r\n{}'])(
    'takes %j for no request',
    (text) => {
      expect(readSavedRequest(Buffer.from(text))).toBeUndefined();
    },
  );
});

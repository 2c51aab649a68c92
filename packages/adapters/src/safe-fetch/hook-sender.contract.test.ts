import { createHmac } from 'node:crypto';
import type { LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hookSenderContract } from '@aisha/core/testing';
import { scriptedServer, type ScriptedServer } from '../../../../test/support/scripted-server.ts';
import { guardedHookSender } from './hook-sender.ts';

/** A resolver by whose word every name leads where the test says. */
const leadingTo =
  (address: () => string): LookupFunction =>
  (_, options, callback) => {
    const family = address().includes(':') ? 6 : 4;
    if (options.all) callback(null, [{ address: address(), family }]);
    else callback(null, address(), family);
  };

const refused = [
  'http://client.test/',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:7f00:1]/',
  'https://0x7f.1/',
  'https://169.254.169.254/latest/meta-data',
  'https://user:word@client.test/',
  'file:///etc/passwd',
  'nonsense',
  `https://client.test/${'x'.repeat(2_000)}`,
];

describe('the guarded sender of hooks', () => {
  let status: number | 'nobody' = 200;
  let server: ScriptedServer;

  hookSenderContract({
    it,
    create: async () => {
      status = 200;
      server = await scriptedServer((_, response) => {
        if (status === 'nobody') response.destroy();
        else response.writeHead(status, { location: 'https://elsewhere.test/' }).end('heard');
      });
      const sender = guardedHookSender({
        extraOrigins: [server.origin],
        lookup: leadingTo(() => '127.0.0.1'),
      });
      return {
        sender,
        urls: { allowed: `${server.origin}/hook`, refused: [...refused, 'https://client.test/'] },
        answer: (next) => void (status = next),
        arrived: () =>
          server.received.map(({ headers, body }) => ({
            id: String(headers['webhook-id']),
            body: body.toString(),
          })),
        cleanup: async () => {
          await sender.close();
          await server.close();
        },
      };
    },
  });
});

describe('a message to a client', () => {
  let server: ScriptedServer;
  beforeAll(async () => {
    server = await scriptedServer((_, response) => response.writeHead(204).end());
  });
  afterAll(() => server.close());

  it('is signed as Standard Webhooks say', async () => {
    const sender = guardedHookSender({ extraOrigins: [server.origin] });
    const key = Buffer.alloc(32, 7);
    const secret = `whsec_${key.toString('base64')}`;
    const sentAt = new Date('2026-11-23T12:00:00.900Z');
    const body = '{"type":"training.succeeded","data":{"name":"Ада"}}';
    await sender.send({ url: `${server.origin}/`, secret, id: 'message-1', sentAt, body });
    await sender.close();
    const [received] = server.received;
    const timestamp = String(Math.floor(sentAt.getTime() / 1000));
    expect(received?.headers).toMatchObject({
      'webhook-id': 'message-1',
      'webhook-timestamp': timestamp,
      'content-type': 'application/json',
    });
    const signed = `message-1.${timestamp}.${String(received?.body)}`;
    const expected = createHmac('sha256', key).update(signed).digest('base64');
    expect(received?.headers['webhook-signature']).toBe(`v1,${expected}`);
  });

  it('does not follow a name that leads elsewhere the second time', async () => {
    let address = '93.184.215.14';
    const sender = guardedHookSender({ lookup: leadingTo(() => address) });
    const url = 'https://client.test/';
    expect(await sender.admits(url)).toBe(true);
    address = '10.0.0.7';
    const sent = sender.send({
      url,
      secret: 'whsec_AAAA',
      id: '1',
      sentAt: new Date(),
      body: '{}',
    });
    await expect(sent).rejects.toMatchObject({ code: 'fetch.forbidden', retryable: false });
    await sender.close();
  });
});

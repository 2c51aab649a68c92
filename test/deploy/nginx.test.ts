import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBalancer, startBalancer } from './a-balancer.ts';
import { textOf } from './files.ts';
import { lacksTool } from './run-tool.ts';

const text = textOf('deploy/nginx/nginx.conf');
const locationOf = (path: string): string =>
  text.split(`location = ${path} {`)[1]?.split('}')[0] ?? '';
const webhook = '/api/v1/avatar/status_update';

describe("nginx's configuration", () => {
  it('takes a webhook as large as the app does, and limits none of those who push in number', () => {
    expect(locationOf(webhook)).toContain('client_max_body_size 4m;');
    expect(locationOf('/telegram')).toContain('client_max_body_size 1m;');
    for (const path of [webhook, '/telegram']) expect(locationOf(path)).not.toContain('limit_');
    // Nor are they by what stands around them: a limit of the server is one of each of its places.
    const around = text.split('location ').map((part) => part.replace(/^[^}]*\}/u, ''));
    expect(around.join('')).not.toMatch(/limit_(?:req|conn) /u);
    expect(text.match(/limit_(?:req|conn) /gu)).toHaveLength(3);
  });

  it.skipIf(lacksTool('nginx'))('is one that nginx takes', async () => {
    expect(await checkBalancer()).toBe('');
  });
});

describe.skipIf(lacksTool('nginx'))('nginx in front of the apps', () => {
  const [one, other, third] = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];
  const addresses = { http: [one], bot: [one, other] };
  let balancer: Awaited<ReturnType<typeof startBalancer>>;
  const taken: string[] = [];

  beforeAll(async () => {
    balancer = await startBalancer(addresses);
    await balancer.ready();
    await balancer.app(one, (asked, response) => {
      taken.push(`one ${asked.url ?? ''}`);
      let bytes = 0;
      asked.on('data', (part: Buffer) => (bytes += part.length));
      // It stops: whoever pushes is told to try another.
      asked.on('end', () => {
        response.writeHead(asked.url === '/telegram' ? 503 : 200).end(String(bytes));
      });
    });
    await balancer.app(other, (asked, response) => {
      taken.push(`other ${asked.url ?? ''}`);
      asked.resume().on('end', () => response.end('other'));
    });
  });
  afterAll(async () => balancer.stop());

  it('hands on a webhook of 4 MiB, and no larger one', async () => {
    const sent = { method: 'POST', body: 'x'.repeat(4 * 1024 * 1024) };
    expect(await balancer.ask(webhook, sent)).toEqual({ status: 200, body: '4194304' });
    expect((await balancer.ask(webhook, { ...sent, body: `${sent.body}x` })).status).toBe(413);
  });

  it('hands on three hundred webhooks from one address at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 300 }, () => balancer.ask(webhook, { method: 'POST', body: '{}' })),
    );
    expect(all.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it('hands on to another bot what one that stops does not take', async () => {
    taken.splice(0);
    for (const body of ['1', '2']) {
      expect(await balancer.ask('/telegram', { method: 'POST', body })).toMatchObject({
        body: 'other',
      });
    }
    expect(taken).toContain('one /telegram');
  });

  it('leads to whether the app works and lives, and to nothing that is for operators', async () => {
    for (const path of ['/ready', '/health']) {
      expect([path, (await balancer.ask(path)).status]).toEqual([path, 200]);
    }
    for (const path of ['/metrics', '/api/v1/webhook/status', '/live', '/']) {
      expect([path, (await balancer.ask(path)).status]).toEqual([path, 404]);
    }
  });

  it('finds an app that came back at another address', async () => {
    await balancer.app(third, (_, response) => response.end('third'));
    addresses.http.splice(0, 1, third);
    const deadline = Date.now() + 10_000;
    while ((await balancer.ask('/health')).body !== 'third') {
      if (Date.now() > deadline) throw new Error('it is still asked where nobody is');
      await pause(100);
    }
  });
});

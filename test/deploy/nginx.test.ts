import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem, problemCodes, type ProblemCode } from '../../packages/http/src/api/problem.ts';
import { checkBalancer, startBalancer, type Heard } from './a-balancer.ts';
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

  it('answers problems that the app has as well, each under its own status', () => {
    const told = [...text.matchAll(/^ +(\d+|default) '(\{.*\})';$/gmu)];
    expect(told.length).toBeGreaterThan(5);
    for (const [, status, json = ''] of told) {
      const body = JSON.parse(json) as { code: ProblemCode; status: number };
      expect(problemCodes).toContain(body.code);
      expect(body).toEqual(new Problem(body.code).body);
      expect(status === 'default' ? '500' : status).toBe(String(body.status));
    }
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
    expect(await balancer.ask(webhook, sent)).toMatchObject({ status: 200, body: '4194304' });
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

describe.skipIf(lacksTool('nginx'))('what nginx answers by itself', () => {
  const address = '127.0.0.1';
  let balancer: Awaited<ReturnType<typeof startBalancer>>;
  beforeAll(async () => {
    balancer = await startBalancer({ http: [address], bot: [] }, { rate: '1r/s' });
    await balancer.ready();
    await balancer.app(address, (asked, response) => {
      if (asked.url === '/health') response.end('here');
      if (asked.url === '/api/v1/broken') asked.socket.destroy();
      if (asked.url === '/api/v1/own') {
        response.writeHead(429, { 'content-type': 'text/plain' }).end('of the app');
      }
      // Whatever else is asked is never answered.
    });
  });
  afterAll(async () => balancer.stop());

  const expectProblem = ({ status, headers, body }: Heard, code: ProblemCode): void => {
    const { body: wanted } = new Problem(code);
    expect([status, JSON.parse(body)]).toEqual([wanted.status, wanted]);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(headers['cache-control']).toBe('no-store');
  };
  const api = '/api/v1/users/ada';

  it('is a problem where the body, the address or the headers are too large', async () => {
    // It is hung up on while it sends; what it says of its length is enough.
    const head = `POST ${api} HTTP/1.1\r\nhost: a\r\ncontent-length: 99000000\r\n\r\n`;
    expect(await balancer.say(head)).toContain('"code":"body.too-large"');
    const much = 'x'.repeat(9_000);
    expectProblem(await balancer.ask(`${api}/${much}`), 'address.too-long');
    expectProblem(await balancer.ask(api, { headers: { 'x-much': much } }), 'headers.too-large');
  });

  it('is a problem where what was said is no request', async () => {
    for (const said of ['nonsense\r\n\r\n', 'GET / HTTP/3.0\r\nhost: a\r\n\r\n']) {
      const heard = await balancer.say(said);
      expect(heard).toMatch(/^HTTP\/1\.1 400 [^]*application\/problem\+json/u);
      expect(heard).toContain(JSON.stringify(new Problem('request.broken').body));
    }
    expectProblem(await balancer.ask(api, { method: 'TRACE' }), 'method.not-allowed');
  });

  it('is a problem where nothing is there, and where its own page of problems is asked for', async () => {
    for (const path of ['/', '/metrics', '/problem']) {
      expectProblem(await balancer.ask(path), 'route.not-found');
    }
  });

  it('is a problem where the app breaks off, or does not answer in time, with when to ask again', async () => {
    const broken = await balancer.ask('/api/v1/broken');
    expectProblem(broken, 'service.unreachable');
    const late = await balancer.ask('/api/v1/late', { method: 'POST', body: '{}' });
    expectProblem(late, 'service.unanswered');
    expect([broken, late].map(({ headers }) => headers['retry-after'])).toEqual(['5', '5']);
    // Nobody of this name is there at all.
    expectProblem(await balancer.ask('/telegram', { method: 'POST' }), 'service.unreachable');
  });

  it('leaves alone what the app answers', async () => {
    const { status, headers, body } = await balancer.ask('/api/v1/own');
    expect([status, headers['content-type'], body]).toEqual([429, 'text/plain', 'of the app']);
  });

  it('is a problem where one address asks too much, with when to ask again', async () => {
    const heard: Heard[] = [];
    while (heard.length < 60) heard.push(await balancer.ask('/health'));
    const limited = heard.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThan(0);
    for (const each of limited) {
      expectProblem(each, 'rate.limited');
      expect(each.headers['retry-after']).toBe('1');
    }
  });
});

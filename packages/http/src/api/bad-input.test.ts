import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PortError, clientAddress, type ApiClientId } from '@aisha/core';
import { anApi } from './an-api.fixture.ts';

const uuid = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e';

describe('a request that is not as described', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  let user: string;
  beforeAll(async () => {
    api = await anApi();
    user = await api.bring('ada');
  });
  afterAll(() => api.stop());

  const expectProblem = (
    heard: { status: number; headers: Headers; body: object },
    code: string,
  ) => {
    expect(heard.body).toMatchObject({ code, status: heard.status, type: `/api/v1/docs#${code}` });
    expect(heard.headers.get('content-type')).toContain('application/problem+json');
  };

  it('is told what is wrong with it, and where', async () => {
    const heard = await api.ask(`POST ${user}/avatars`, {
      body: { name: 7, subject: 'cat', extra: 1 },
    });
    expectProblem(heard, 'request.invalid');
    const errors = heard.body['errors'] as { pointer: string; message: string }[];
    expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual(['', '/name', '/subject']);
  });

  it('is refused whatever is wrong with its body', async () => {
    const json = { 'content-type': 'application/json' };
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const bodies: [string | Uint8Array, Record<string, string>, string][] = [
      ['{"name":', json, 'request.invalid'],
      ['[]', json, 'request.invalid'],
      ['null', json, 'request.invalid'],
      ['', json, 'request.invalid'],
      [deep, json, 'request.invalid'],
      ['{"__proto__":{"name":"Ada"},"subject":"man"}', json, 'request.invalid'],
      [new Uint8Array([0x22, 0xff, 0xfe, 0x22]), json, 'request.invalid'],
      ['{}', { 'content-type': 'text/plain' }, 'media-type.unsupported'],
      ['{}', { ...json, 'content-encoding': 'gzip' }, 'media-type.unsupported'],
      [`{"name":"${'x'.repeat(70_000)}"}`, json, 'body.too-large'],
    ];
    for (const [body, headers, code] of bodies) {
      const heard = await api.ask(`POST ${user}/avatars`, { body, headers });
      expectProblem(heard, code);
    }
  });

  it('is refused whatever is wrong with its address', async () => {
    const asked: [string, string][] = [
      [`GET ${user}/avatars?limit=0`, 'request.invalid'],
      [`GET ${user}/avatars?limit=101`, 'request.invalid'],
      [`GET ${user}/avatars?limit=1&limit=2`, 'request.invalid'],
      [`GET ${user}/avatars?owner=1`, 'request.invalid'],
      [`GET ${user}/balance?owner=1`, 'request.invalid'],
      [`GET ${user}/avatars?cursor=nonsense`, 'cursor.invalid'],
      [
        `GET ${user}/avatars?cursor=${Buffer.from("1:' or 1=1").toString('base64url')}`,
        'cursor.invalid',
      ],
      [`GET ${user}/trainings?cursor=${'A'.repeat(30)}`, 'cursor.invalid'],
      [`GET ${user}/images?cursor=${'A'.repeat(201)}`, 'request.invalid'],
      ['GET /api/v1/erasures/nonsense', 'erasure.not-found'],
      [`GET ${user}/avatars/nonsense`, 'avatar.not-found'],
      [`GET ${user}/avatars/${uuid}`, 'avatar.not-found'],
      [`GET ${user}/images/${uuid}/content?size=huge`, 'request.invalid'],
      [`GET /api/v1/users/${'x'.repeat(65)}`, 'user.not-found'],
      ['GET /api/v1/users/a%20b', 'user.not-found'],
      ['GET /api/v1/users/..%2Fada', 'user.not-found'],
      ['GET /api/v1/users/nobody', 'user.not-found'],
    ];
    for (const [path, code] of asked) expectProblem(await api.ask(path), code);
  });

  it('takes no file that is no picture, and none that is too large', async () => {
    const avatar = await api.avatarOf(user);
    const post = (body: Uint8Array, type: string) =>
      api.ask(`POST ${user}/avatars/${avatar}/photos`, { body, headers: { 'content-type': type } });
    expectProblem(await post(new Uint8Array(8), 'application/zip'), 'media-type.unsupported');
    const { maxBytes } = api.options.api?.policy.photos ?? { maxBytes: 0 };
    expectProblem(await post(new Uint8Array(maxBytes + 1), 'image/png'), 'body.too-large');
    const unannounced = await fetch(`${api.origin}${user}/avatars/${avatar}/photos`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.everything}`, 'content-type': 'image/png' },
      body: new Blob([new Uint8Array(maxBytes + 1)]).stream(),
      duplex: 'half',
    } as RequestInit).then(
      async (response) => ((await response.json()) as { code: string }).code,
      () => 'hung up',
    );
    expect(['body.too-large', 'hung up']).toContain(unannounced);
  });

  it('brings nobody without their consent, nor under a name that is none', async () => {
    const put = (name: string, body: object) => api.ask(`PUT /api/v1/users/${name}`, { body });
    expectProblem(await put('x', { firstName: 'Ada' }), 'request.invalid');
    expectProblem(await put('x', { firstName: 'Ada', agreedToTerms: false }), 'request.invalid');
    const agreed = { firstName: 'Ada', agreedToTerms: true };
    expectProblem(await put('a%3Ab', agreed), 'user.not-found');
    expect((await api.ask('GET /api/v1/users/x')).status).toBe(404);
  });

  it('says that it cannot be done now, and when to come back, while the database is away', async () => {
    const { authenticateApiKey } = api.aisha;
    const away = async () => {
      throw new PortError('database.unavailable', 'the database went away', { retryable: true });
    };
    Object.assign(api.aisha, { authenticateApiKey: away });
    const heard = await api.ask(`GET ${user}`);
    Object.assign(api.aisha, { authenticateApiKey });
    expectProblem(heard, 'service.unavailable');
    expect(heard.headers.get('retry-after')).toBe('5');
  });

  it('tells nothing of what is wrong with us', async () => {
    const { getBalance } = api.aisha;
    const broken = async () => {
      throw new Error('secret of the house');
    };
    Object.assign(api.aisha, { getBalance: broken });
    const heard = await api.ask(`GET ${user}/balance`);
    Object.assign(api.aisha, { getBalance });
    expectProblem(heard, 'internal');
    expect(heard.text).not.toContain('secret');
    expect(api.logger.lines.at(-1)).toMatchObject({ level: 'error' });
  });

  it('takes nothing new of who agreed to older terms, and still shows what is theirs', async () => {
    const name = await api.bring('older');
    await api.ports.unitOfWork.run(async ({ users }) => {
      const found = await users.findByAddress(clientAddress(clientOfTest(api), 'older'));
      if (!found) throw new Error('nobody');
      await users.save({ ...found, consent: { ...found.consent, version: '2020-01' } });
    });
    const refused = await api.ask(`POST ${name}/avatars`, {
      body: { name: 'Ada', subject: 'woman' },
    });
    expectProblem(refused, 'consent.outdated');
    expect((await api.ask(`GET ${name}`)).body['isConsentCurrent']).toBe(false);
    await api.bring('older');
    expect((await api.ask(`GET ${name}`)).body['isConsentCurrent']).toBe(true);
  });

  it('is not read to its end where it drips', async () => {
    const { port } = new URL(api.origin);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(
          `POST ${user}/avatars HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 999999\r\nauthorization: Bearer ${api.everything}\r\n\r\n{`,
        );
      });
      let heard = '';
      socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
      socket.once('close', () => resolve(heard));
      socket.once('error', () => resolve(heard));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /u);
    expect(answer).toMatch(/^connection: close\r$/imu);
  });
});

const clientOfTest = (api: Awaited<ReturnType<typeof anApi>>): ApiClientId => {
  const [client] = [...api.ports.unitOfWork.committed().apiClients.values()];
  if (!client) throw new Error('no client');
  return client.id;
};

describe('a key that asks too often', () => {
  it('is told how much is left, then to wait, and no other key is', async () => {
    const api = await anApi({ limit: { count: 3, windowMs: 60_000 } });
    const { secret: other } = await api.keyOf();
    const hooks = () => api.ask('GET /api/v1/hooks');
    const left = [];
    for (let at = 0; at < 3; at += 1) left.push((await hooks()).headers.get('ratelimit'));
    expect(left).toEqual(['"key";r=2;t=60', '"key";r=1;t=60', '"key";r=0;t=60']);
    const refused = await hooks();
    expect([refused.status, refused.body['code']]).toEqual([429, 'rate.limited']);
    expect(refused.headers.get('ratelimit-policy')).toBe('"key";q=3;w=60');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await api.ask('GET /api/v1/hooks', { key: other })).status).toBe(200);
    await api.stop();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiScopes, type ApiScope } from '@aisha/core';
import { plainRoutes } from '../server-routes.ts';
import { anApi } from './an-api.fixture.ts';
import type { Route } from './route.ts';

const uuid = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e';

/** An address of the route, with nobody's ids in it. */
const addressOf = ({ path }: Pick<Route, 'path'>): string =>
  path.replaceAll(/\{\w+\}/gu, (name) => (name === '{user}' ? 'ada' : uuid));

const token = 'a-token-of-operators';

describe('every route of the API', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  beforeAll(async () => {
    api = await anApi({
      metricsToken: token,
      scrape: async () => ({ contentType: 'text/plain', body: '' }),
    });
    await api.bring('ada');
  });
  afterAll(() => api.stop());

  const each = async (visit: (route: Route, asked: string) => Promise<void>) => {
    expect(api.routes.length).toBeGreaterThan(25);
    for (const route of api.routes) await visit(route, `${route.method} ${addressOf(route)}`);
  };

  it('lets nobody in without a key, nor with one that is made up or revoked', async () => {
    const { secret, key } = await api.keyOf();
    await api.aisha.revokeApiKey({ keyId: key.id, by: { who: 'a test' } });
    const madeUp = `aisha_${'9'.repeat(40)}`;
    await each(async (_, asked) => {
      const missing = await api.ask(asked, { key: '' });
      expect([missing.status, missing.body['code']], asked).toEqual([401, 'key.missing']);
      expect(missing.headers.get('www-authenticate'), asked).toMatch(/^Bearer/u);
      for (const wrong of [secret, madeUp, 'nonsense']) {
        const refused = await api.ask(asked, { key: wrong });
        expect([refused.status, refused.body['code']], asked).toEqual([401, 'key.invalid']);
      }
    });
  });

  it('lets in by its own scope, and by no other', async () => {
    const { secret: all } = await api.keyOf();
    await each(async ({ scope }, asked) => {
      const others = apiScopes.filter((other): other is ApiScope => other !== scope);
      const { secret } = await api.keyOf(others);
      const refused = await api.ask(asked, { key: secret });
      expect([refused.status, refused.body['code'], refused.body['scope']], asked).toEqual([
        403,
        'scope.missing',
        scope,
      ]);
      await api.bring('ada');
      const { secret: own } = await api.keyOf([scope]);
      for (const key of [own, all]) {
        const { status } = await api.ask(asked, { key });
        expect([401, 403].includes(status), `${asked} ${status}`).toBe(false);
      }
    });
  });

  it('finds nobody of another client’s, whatever the key covers', async () => {
    const { secret: key } = await api.keyOf(apiScopes, 'another');
    await each(async ({ path, operationId }, asked) => {
      if (!path.includes('{user}') || operationId === 'putUser') return;
      const refused = await api.ask(asked, { key });
      expect([refused.status, refused.body['code']], asked).toEqual([404, 'user.not-found']);
    });
  });

  it('says what it says as problems that are described', async () => {
    await each(async (_, asked) => {
      const refused = await api.ask(asked, { key: '' });
      expect(refused.headers.get('content-type'), asked).toContain('application/problem+json');
      expect(refused.headers.get('cache-control'), asked).toBe('no-store');
      expect(refused.body, asked).toMatchObject({ type: '/api/v1/docs#key.missing', status: 401 });
      expect(refused.headers.get('access-control-allow-origin'), asked).toBeNull();
    });
  });

  it('is one of few that need no key, each with its own reason', async () => {
    const plain = plainRoutes(api.options).map(
      ({ method, path, access }) => `${method} ${path} ${access}`,
    );
    expect(plain).toEqual([
      'GET /health open',
      'GET /ready open',
      'GET /metrics operators',
      'GET /api/v1/webhook/status operators',
      'POST /api/v1/avatar/status_update signed',
      'GET /api/v1/openapi.json open',
      'GET /api/v1/docs open',
    ]);
    for (const path of ['/metrics', '/api/v1/webhook/status']) {
      expect((await api.ask(`GET ${path}`, { key: '' })).status).toBe(401);
      expect((await api.ask(`GET ${path}`)).status).toBe(401);
      const headers = { authorization: `Bearer ${token}` };
      expect((await api.ask(`GET ${path}`, { key: '', headers })).status).toBe(200);
    }
    const forged = await api.ask('POST /api/v1/avatar/status_update', { key: '', body: {} });
    expect(forged.status).toBe(401);
  });

  it('is all there is: anything else is not found, also with a key', async () => {
    for (const path of ['/api/v1/', '/api/v1/users', '/api/v1/nowhere', '/api/v1/users//avatars']) {
      const refused = await api.ask(`GET ${path}`);
      expect([refused.status, refused.body['code']], path).toEqual([404, 'route.not-found']);
    }
    const wrong = await api.ask('PUT /api/v1/hooks', { body: {} });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    expect((await api.ask('OPTIONS /api/v1/hooks')).status).toBe(405);
  });
});

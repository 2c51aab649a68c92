import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiScopes, createAisha } from '@aisha/core';
import { inMemoryPorts } from '@aisha/core/testing';
import { openResources, type Resources } from '@aisha/adapters/composition';
import { randomApiSecrets } from '@aisha/adapters/in-process';
import { mikroOrmUnitOfWork } from '@aisha/adapters/mikro-orm';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { composeHttp, listen, readHttpSettings, startHttp, type Running } from './index.ts';

describe('the http app on PostgreSQL', () => {
  let directory: string;
  let database: TestDatabase;
  let resources: Resources;
  let running: Running;
  let secret: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'aisha-http-'));
    database = await createTestDatabase();
    const settings = readHttpSettings({
      DATABASE_URL: database.url,
      DATA_DIR: directory,
      API_PORT: '0',
      FAL_TRAINING_TEST_MODE: 'true',
      LOG_LEVEL: 'silent',
      API_HOOK_ORIGINS: 'http://127.0.0.1:9',
    });
    resources = await openResources({ settings, role: 'http' });
    running = startHttp(composeHttp(settings, resources), await listen(settings));
    const unitOfWork = mikroOrmUnitOfWork({ orm: resources.orm, enqueue: async () => undefined });
    const operator = createAisha(inMemoryPorts({ unitOfWork, apiSecrets: randomApiSecrets() }));
    const by = { who: 'a test' };
    const made = { clientName: 'shop', scopes: apiScopes, userCredits: 40, by };
    ({ secret } = await operator.createApiKey(made));
  });
  afterAll(async () => {
    await running.stop();
    await resources.close();
    await database.drop();
    await rm(directory, { recursive: true });
  });

  const ask = async (method: string, path: string, body?: unknown, headers = {}) => {
    const response = await fetch(`http://127.0.0.1:${running.port}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${secret}`,
        ...(body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && {
        body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body),
      }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text.startsWith('{') ? JSON.parse(text) : { text }) as Record<string, unknown>,
    };
  };

  it('is ready, and tells how it goes with webhooks', async () => {
    expect(await ask('GET', '/ready')).toEqual({ status: 200, body: { status: 'ready' } });
    const { status, body } = await ask('GET', '/api/v1/webhook/status');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      accepted: 0,
      duplicate: 0,
      refused: {},
      failed: {},
      lastReceivedAt: null,
      reconcilerLagSeconds: 0,
      keyAgeSeconds: null,
    });
    await ask('POST', '/api/v1/avatar/status_update', {});
    const after = await ask('GET', '/api/v1/webhook/status');
    expect(after.body['refused']).toEqual({ 'webhook.address-invalid': 1 });
    expect(after.body['lastReceivedAt']).toEqual(expect.any(String));
  });

  it('brings a person, and gives them what the client’s people are given once', async () => {
    const ada = { firstName: 'Ada', agreedToTerms: true };
    const all = await Promise.all(
      Array.from({ length: 5 }, () => ask('PUT', '/api/v1/users/ada', ada)),
    );
    expect(all.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      200, 200, 200, 200, 201,
    ]);
    expect((await ask('GET', '/api/v1/users/ada/balance')).body).toEqual({
      available: 40,
      held: 0,
    });
    expect((await ask('GET', '/api/v1/users/ada/transfers')).body['items']).toMatchObject([
      { kind: 'grant', reason: 'welcome', amount: 40 },
    ]);
  });

  it('makes one avatar of many requests at once, and knows it again', async () => {
    const order = { name: 'Ada', subject: 'woman' };
    const headers = { 'idempotency-key': 'one' };
    const all = await Promise.all(
      Array.from({ length: 8 }, () => ask('POST', '/api/v1/users/ada/avatars', order, headers)),
    );
    const made = all.filter(({ status }) => status === 201);
    expect(made.length).toBeGreaterThan(0);
    for (const { status } of all) expect([201, 409]).toContain(status);
    const listed = await ask('GET', '/api/v1/users/ada/avatars');
    expect(listed.body['items']).toMatchObject([{ id: made[0]?.body['id'], name: 'Ada' }]);
    const id = String(made[0]?.body['id']);
    const photo = await ask(
      'POST',
      `/api/v1/users/ada/avatars/${id}/photos`,
      new Uint8Array([0xff, 0xd8, 0xff, 0xe0]),
      { 'content-type': 'image/jpeg' },
    );
    expect([photo.status, photo.body['status']]).toEqual([202, 'received']);
    const { body } = await ask('GET', `/api/v1/users/ada/avatars/${id}`);
    expect(body['photos']).toMatchObject({ checking: 1 });
  });

  it('orders a picture, lists it and stops it again', async () => {
    const order = { prompt: 'a lighthouse in the evening' };
    const ordered = await ask('POST', '/api/v1/users/ada/generations', order);
    expect(ordered.status).toBe(202);
    const id = String(ordered.body['id']);
    const listed = await ask('GET', '/api/v1/users/ada/generations');
    expect(listed.body['items']).toMatchObject([{ id }]);
    const stopped = await ask('POST', `/api/v1/users/ada/generations/${id}/cancel`);
    expect(stopped.body).toMatchObject({ status: 'cancelled' });
    expect((await ask('GET', '/api/v1/users/ada/balance')).body).toEqual({
      available: 40,
      held: 0,
    });
  });

  it('tells where it may, and nowhere else', async () => {
    const events = ['training.succeeded'];
    const add = (url: string) => ask('POST', '/api/v1/hooks', { url, events });
    expect((await add('http://127.0.0.1:9/hook')).status).toBe(201);
    for (const url of ['http://127.0.0.1:10/', 'https://localhost/', 'https://169.254.169.254/']) {
      expect((await add(url)).body['code'], url).toBe('hook.address-refused');
    }
    const listed = await ask('GET', '/api/v1/hooks');
    expect(listed.body['items']).toHaveLength(1);
  });
});

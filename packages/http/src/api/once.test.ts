import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiScopes } from '@aisha/core';
import { anApi } from './an-api.fixture.ts';

describe('a request with an Idempotency-Key', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  let user: string;
  beforeAll(async () => {
    api = await anApi();
    user = await api.bring('ada');
  });
  afterAll(() => api.stop());
  const body = { name: 'Ada', subject: 'woman' };
  const create = (key: string, own: object = {}, secret?: string) =>
    api.ask(`POST ${user}/avatars`, {
      body: { ...body, ...own },
      headers: { 'idempotency-key': key },
      ...(secret !== undefined && { key: secret }),
    });
  const count = async () =>
    ((await api.ask(`GET ${user}/avatars?limit=100`)).body['items'] as unknown[]).length;

  it('makes one thing, and is answered the same each time', async () => {
    const before = await count();
    const first = await create('one');
    const second = await create('one');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await count()).toBe(before + 1);
  });

  it('makes one thing of many at once; the others are told to wait or what came of it', async () => {
    const before = await count();
    const all = await Promise.all(Array.from({ length: 10 }, () => create('at-once')));
    for (const { status, body: heard } of all) {
      expect([201, 409]).toContain(status);
      if (status === 409) expect(heard['code']).toBe('idempotency.under-way');
    }
    expect(all.some(({ status }) => status === 201)).toBe(true);
    expect(await count()).toBe(before + 1);
  });

  it('is a mistake for something else', async () => {
    await create('two');
    const other = await create('two', { name: 'Greta' });
    expect([other.status, other.body['code']]).toEqual([422, 'idempotency.mismatch']);
    const elsewhere = await api.ask('POST /api/v1/hooks', {
      body: { url: 'https://client.test/', events: ['training.succeeded'] },
      headers: { 'idempotency-key': 'two' },
    });
    expect(elsewhere.body['code']).toBe('idempotency.mismatch');
  });

  it('is refused where it is none', async () => {
    for (const key of ['with space', 'ü'.repeat(2), 'x'.repeat(129)]) {
      const latin = Buffer.from(key, 'utf8').toString('latin1');
      expect((await create(latin)).body['code'], key).toBe('idempotency.key-invalid');
    }
  });

  it('is its client’s own', async () => {
    await create('three');
    const { secret } = await api.keyOf(apiScopes, 'another');
    await api.bring('ada', { key: secret });
    const theirs = await create('three', {}, secret);
    expect([theirs.status, theirs.headers.get('idempotency-replayed')]).toEqual([201, null]);
  });

  it('may be tried again where it was refused', async () => {
    const refused = await create('four', { name: 'A' });
    expect([refused.status, refused.body['code']]).toEqual([422, 'avatar-name.too-short']);
    const again = await create('four', { name: 'A' });
    expect(again.body['code']).toBe('avatar-name.too-short');
  });

  it('pays once, and once more without one', async () => {
    const avatar = await api.ready(user);
    const order = (headers = {}) =>
      api.ask(`POST ${user}/generations`, {
        body: { avatarId: avatar, prompt: 'reading in a garden' },
        headers,
      });
    const first = await order({ 'idempotency-key': 'five' });
    const second = await order({ 'idempotency-key': 'five' });
    expect(second.body['id']).toBe(first.body['id']);
    const held = async () => (await api.ask(`GET ${user}/balance`)).body['held'];
    expect(await held()).toBe(first.body['price']);
    const third = await order();
    expect(third.body['id']).not.toBe(first.body['id']);
    expect(await held()).toBe(2 * Number(first.body['price']));
  });

  it('sends a photo once', async () => {
    const avatar = await api.avatarOf(user);
    const headers = { 'idempotency-key': 'six' };
    const first = await api.photoFor(user, avatar, 'a face', headers);
    const second = await api.photoFor(user, avatar, 'a face', headers);
    expect(second.body).toEqual(first.body);
    const other = await api.photoFor(user, avatar, 'another face', headers);
    expect(other.body['code']).toBe('idempotency.mismatch');
    const { body: photos } = await api.ask(`GET ${user}/avatars/${avatar}/photos`);
    expect(photos['items']).toHaveLength(1);
  });

  it('makes nothing twice where the process died before it could say what came of it', async () => {
    const { clock } = api.ports;
    const requests = api.options.api?.requests;
    if (!requests) throw new Error('no API');
    const whole = { ...requests };
    const dying = async () => {
      throw new Error('dead');
    };
    Object.assign(requests, { finish: dying });
    const before = await count();
    expect((await create('seven')).status).toBe(500);
    Object.assign(requests, whole);
    expect((await create('seven')).body['code']).toBe('idempotency.under-way');
    clock.advance(61_000);
    expect((await create('seven')).status).toBe(201);
    expect(await count()).toBe(before + 1);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientAddress } from '@aisha/core';
import { anApi } from './an-api.fixture.ts';

describe('a person whom their service has erased', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  beforeAll(async () => {
    api = await anApi();
  });
  afterAll(() => api.stop());
  const missing = { status: 404, body: { code: 'user.not-found' } };

  it('is gone at once with everything that was theirs, and leaves a receipt that leads to nobody', async () => {
    const user = await api.bring('ada');
    const avatar = await api.ready(user);
    await api.ask(`POST ${user}/generations`, {
      body: { avatarId: avatar, prompt: 'reading in a garden' },
    });
    const erased = await api.ask(`DELETE ${user}`);
    expect(erased.status).toBe(202);
    const receipt = erased.headers.get('location') ?? '';
    expect(receipt).toBe(`/api/v1/erasures/${String(erased.body['id'])}`);
    for (const path of [user, `${user}/avatars/${avatar}`, `${user}/balance`, `${user}/images`]) {
      expect(await api.ask(`GET ${path}`), path).toMatchObject(missing);
    }
    await api.ports.jobs.drainFor(60_000);
    const heard = await api.ask(`GET ${receipt}`);
    expect(heard.body).toMatchObject({
      id: erased.body['id'],
      finishedAt: expect.any(String) as string,
      erased: { avatars: 1, photos: 10, trainings: 1, generations: 1, images: 0 },
    });
    expect(heard.text).not.toContain('ada');
    const keys: string[] = [];
    for await (const key of api.ports.blobs.list('')) keys.push(key);
    expect(keys).toEqual([]);
  });

  it('may be brought again, as somebody new who has nothing and is given nothing a second time', async () => {
    const user = await api.bring('twice');
    await api.avatarOf(user);
    await api.ask(`DELETE ${user}`);
    await api.bring('twice');
    expect((await api.ask(`GET ${user}/avatars`)).body).toEqual({ items: [] });
    expect((await api.ask(`GET ${user}/balance`)).body).toEqual({ available: 0, held: 0 });
  });

  it('is erased once: again there is nobody, but the same request has the same receipt', async () => {
    const user = await api.bring('once');
    const headers = { 'idempotency-key': 'erase-once' };
    const first = await api.ask(`DELETE ${user}`, { headers });
    const again = await api.ask(`DELETE ${user}`, { headers });
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await api.ask(`DELETE ${user}`)).toMatchObject(missing);
  });

  it('has the same receipt where the process died between erasing and answering, and nobody else by it', async () => {
    const requests = api.options.api?.requests;
    if (!requests) throw new Error('no API');
    const user = await api.bring('cut-off');
    const erase = () =>
      api.ask(`DELETE ${user}`, { headers: { 'idempotency-key': 'erase-cut-off' } });
    const whole = { ...requests };
    const dying = async () => {
      throw new Error('dead');
    };
    Object.assign(requests, { finish: dying });
    expect((await erase()).status).toBe(500);
    Object.assign(requests, whole);
    const [erasure] = [...api.ports.unitOfWork.committed().erasures.values()].slice(-1);
    // Brought anew meanwhile, they are somebody else, whom nobody wanted erased.
    await api.bring('cut-off');
    expect((await erase()).body['code']).toBe('idempotency.under-way');
    api.ports.clock.advance(61_000);
    const again = await erase();
    expect([again.status, again.body['id']]).toEqual([202, erasure?.id]);
    expect((await erase()).body).toEqual(again.body);
    expect((await api.ask(`GET ${user}`)).status).toBe(200);
  });

  it('may be blocked or not have agreed to the present terms: nobody is kept from being forgotten', async () => {
    const user = await api.bring('blocked');
    const [client] = [...api.ports.unitOfWork.committed().apiClients.values()];
    if (!client) throw new Error('no client');
    await api.ports.unitOfWork.run(async ({ users }) => {
      const found = await users.findByAddress(clientAddress(client.id, 'blocked'));
      if (!found) throw new Error('nobody');
      await users.save({ ...found, consent: { ...found.consent, version: '2020-01' } });
      await users.setBlocked(found.id, new Date());
    });
    const refused = await api.ask(`POST ${user}/avatars`, {
      body: { name: 'Ada', subject: 'woman' },
    });
    expect(refused.body['code']).toBe('user.blocked');
    expect((await api.ask(`DELETE ${user}`)).status).toBe(202);
  });

  it('is looked up by a receipt that there is', async () => {
    for (const id of ['nonsense', '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e']) {
      const heard = await api.ask(`GET /api/v1/erasures/${id}`);
      expect([heard.status, heard.body['code']], id).toEqual([404, 'erasure.not-found']);
    }
  });
});

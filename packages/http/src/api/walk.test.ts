import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApi } from './an-api.fixture.ts';

describe('a service that makes pictures of its people', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  beforeAll(async () => {
    api = await anApi();
  });
  afterAll(() => api.stop());
  const get = async (path: string) => (await api.ask(`GET ${path}`)).body;

  it('goes from a person to a picture, and pays what was told', async () => {
    const user = await api.bring('ada-1');
    expect(await get(`${user}/balance`)).toEqual({ available: 5_000, held: 0 });
    const avatar = await api.avatarOf(user);
    for (let at = 0; at < 10; at += 1) {
      const sent = await api.photoFor(user, avatar, `face ${at}`);
      expect([sent.status, sent.body['status']]).toEqual([202, 'received']);
    }
    await api.ports.jobs.drain();
    expect(await get(`${user}/avatars/${avatar}`)).toMatchObject({
      status: 'draft',
      photos: { accepted: 10, checking: 0, enough: true },
    });
    const quote = await get(`${user}/avatars/${avatar}/training-quote`);
    const [fast] = quote['presets'] as { preset: string; price: number }[];
    const begun = await api.ask(`POST ${user}/avatars/${avatar}/trainings`, {
      body: { preset: 'fast', agreedPrice: fast?.price },
    });
    expect([begun.status, begun.body['price']]).toEqual([202, fast?.price]);
    await api.ports.jobs.drain();
    api.ports.trainer.succeed(api.ports.trainer.latest().requestId);
    await api.ports.jobs.drainFor(60_000);
    expect(await get(begun.headers.get('location') ?? '')).toMatchObject({ status: 'succeeded' });

    const ordered = await api.ask(`POST ${user}/generations`, {
      body: { avatarId: avatar, prompt: 'reading in a garden', count: 2, aspectRatio: '3:4' },
    });
    expect(ordered.status).toBe(202);
    await api.ports.jobs.drain();
    api.ports.generator.succeed(api.ports.generator.latest().requestId);
    await api.ports.jobs.drainFor(60_000);
    const order = await get(ordered.headers.get('location') ?? '');
    expect(order).toMatchObject({ status: 'succeeded', delivered: 2 });
    const images = order['images'] as { id: string; content: string; bytes: number }[];
    const image = images[0] ?? { content: '', bytes: 0 };
    const content = await fetch(`${api.origin}${image.content}`, {
      headers: { authorization: `Bearer ${api.everything}` },
    });
    expect(content.headers.get('content-type')).toMatch(/^image\//u);
    expect((await content.arrayBuffer()).byteLength).toBe(image.bytes);
    const etag = content.headers.get('etag') ?? '';
    // Node's own fetch asks for a fresh one wherever somebody has one already.
    const headers = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
    const again = await api.ask(`GET ${image.content}`, { headers });
    expect(again.status).toBe(304);

    const { available } = (await get(`${user}/balance`)) as { available: number };
    const spent = 5_000 - available;
    expect(spent).toBe((fast?.price ?? 0) + Number(order['price']));
    const { items } = (await get(`${user}/transfers`)) as { items: { amount: number }[] };
    expect(items.map(({ amount }) => amount).reduce((sum, one) => sum + one, 0)).toBe(available);
  });

  it('turns pages to the last, and meets everything once', async () => {
    const user = await api.bring('pages');
    const made = [];
    for (let at = 0; at < 5; at += 1) made.push(await api.avatarOf(user, `Ada ${at}`));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const after = cursor === undefined ? '' : `&cursor=${cursor}`;
      const page = await get(`${user}/avatars?limit=2${after}`);
      seen.push(...(page['items'] as { id: string }[]).map(({ id }) => id));
      cursor = page['nextCursor'] as string | undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(made.toReversed());
  });

  it('renames and deletes what is its own, and cancels what goes on', async () => {
    const user = await api.bring('ada-2');
    const avatar = await api.ready(user);
    const renamed = await api.ask(`PATCH ${user}/avatars/${avatar}`, { body: { name: 'Грета' } });
    expect(renamed.body).toMatchObject({ id: avatar, name: 'Грета' });
    const order = await api.ask(`POST ${user}/generations`, {
      body: { avatarId: avatar, prompt: 'reading in a garden' },
    });
    const id = String(order.body['id']);
    const cancelled = await api.ask(`POST ${user}/generations/${id}/cancel`);
    expect(cancelled.body).toMatchObject({ status: 'cancelled' });
    const late = await api.ask(`POST ${user}/generations/${id}/cancel`);
    expect([late.status, late.body['code']]).toEqual([409, 'generation.ended']);
    expect(await get(`${user}/balance`)).toMatchObject({ held: 0 });
    expect((await api.ask(`DELETE ${user}/avatars/${avatar}`)).status).toBe(204);
    expect((await api.ask(`GET ${user}/avatars/${avatar}`)).body['code']).toBe('avatar.not-found');
  });

  it('finds nothing of another person, though both are its own', async () => {
    const [one, other] = [await api.bring('one'), await api.bring('other')];
    const avatar = await api.ready(one);
    const order = await api.ask(`POST ${one}/generations`, {
      body: { avatarId: avatar, prompt: 'reading in a garden' },
    });
    const id = String(order.body['id']);
    for (const asked of [
      `GET ${other}/avatars/${avatar}`,
      `DELETE ${other}/avatars/${avatar}`,
      `GET ${other}/avatars/${avatar}/photos`,
      `GET ${other}/generations/${id}`,
      `POST ${other}/generations/${id}/cancel`,
    ]) {
      expect((await api.ask(asked)).status, asked).toBe(404);
    }
    const stolen = await api.ask(`POST ${other}/generations`, {
      body: { avatarId: avatar, prompt: 'reading in a garden' },
    });
    expect([stolen.status, stolen.body['code']]).toEqual([404, 'avatar.not-found']);
    expect(await get(`${other}/images`)).toEqual({ items: [] });
  });

  it('keeps no upload that became no photo, and none once it was looked at', async () => {
    const user = await api.bring('uploads');
    const avatar = await api.avatarOf(user);
    const uploads = async () => {
      const keys: string[] = [];
      for await (const key of api.ports.blobs.list('uploads/')) keys.push(key);
      return keys;
    };
    await api.photoFor(user, avatar, 'a face');
    expect(await uploads()).toHaveLength(1);
    await api.ports.jobs.drain();
    expect(await uploads()).toEqual([]);
    const nowhere = await api.photoFor(user, '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e', 'a face');
    expect([nowhere.status, nowhere.body['code']]).toEqual([404, 'avatar.not-found']);
    expect(await uploads()).toEqual([]);
  });
});

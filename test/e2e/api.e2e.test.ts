import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApiInstallation, type ApiInstallation } from '../support/api-installation.ts';
import { smallPhotographs } from '../support/walk.ts';

const timeout = 60_000;

let installation: ApiInstallation;
let api: ApiInstallation['api'];
let client: ApiInstallation['client'];
const aisha = (...args: string[]) => installation.aisha(...args);
const json = (...args: string[]) => installation.json(...args);

beforeAll(async () => {
  installation = await startApiInstallation();
  ({ api, client } = installation);
});
afterAll(() => installation.stop());

const user = '/api/v1/users/ada';
type Item = { readonly id: string; readonly status: string; readonly content: string };
const itemsAt = async (path: string): Promise<readonly Item[]> =>
  (await api.get(path))['items'] as Item[];

describe('another team’s service, over its own processes and a database', () => {
  let avatar: string;
  let hook: string;
  let training: string;
  let image: Item;

  it('brings a person, and has itself told', async () => {
    const body = { firstName: 'Ada', agreedToTerms: true };
    await api.expect(201, `PUT ${user}`, { body });
    expect(await api.get(`${user}/balance`)).toEqual({ available: 300, held: 0 });
    const events = ['photos.judged', 'training.succeeded', 'generation.succeeded'];
    const added = await api.expect(201, 'POST /api/v1/hooks', {
      body: { url: `${client.origin}/aisha`, events },
    });
    client.trust(String(added.body['secret']));
    hook = String(added.body['id']);
  });

  it('makes an avatar of real photos, each judged, and is told that they are enough', async () => {
    const made = await api.expect(201, `POST ${user}/avatars`, {
      body: { name: 'Ada', subject: 'woman' },
      headers: { 'idempotency-key': 'ada-first-avatar' },
    });
    avatar = made.headers.get('location') ?? '';
    for (const [at, body] of (await smallPhotographs(11)).entries()) {
      await api.expect(202, `POST ${avatar}/photos`, {
        body,
        headers: { 'content-type': 'image/jpeg', 'idempotency-key': `photo-${at}` },
      });
    }
    await expect
      .poll(() => client.of('photos.judged').at(-1)?.body.data, { timeout })
      .toMatchObject({ userId: 'ada', accepted: 11, checking: 0, enough: true });
    const photos = await itemsAt(`${avatar}/photos`);
    expect(photos.map(({ status }) => status)).toEqual(photos.map(() => 'accepted'));
    await api.expect(204, `DELETE ${user}/photos/${photos[0]?.id ?? ''}`);
    expect(await itemsAt(`${avatar}/photos`)).toHaveLength(10);
  });

  it('trains it, and hears of the end by a signed message that comes again where it was refused', async () => {
    client.answer(500);
    const begun = await api.expect(202, `POST ${avatar}/trainings`, {
      body: { preset: 'fast', agreedPrice: 60 },
      headers: { 'idempotency-key': 'ada-first-training' },
    });
    training = begun.headers.get('location') ?? '';
    await expect.poll(() => client.of('training.succeeded').length, { timeout }).toBe(2);
    const [first, second] = client.of('training.succeeded');
    expect(first).toMatchObject({ isSigned: true, id: second?.id });
    expect(second).toMatchObject({ isSigned: true, body: first?.body });
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(4_500);
    expect(first?.body.data).toMatchObject({
      userId: 'ada',
      trainingId: training.split('/').at(-1),
    });
    expect(await api.get(training)).toMatchObject({ status: 'succeeded', price: 60 });
    expect(await itemsAt(`${user}/trainings`)).toMatchObject([{ id: training.split('/').at(-1) }]);
    expect(await api.get(`${user}/balance`)).toEqual({ available: 240, held: 0 });
    const messages = await itemsAt(`/api/v1/hooks/${hook}/messages?status=delivered`);
    await expect
      .poll(() => itemsAt(`/api/v1/hooks/${hook}/messages`), { timeout })
      .toContainEqual(expect.objectContaining({ id: first?.id, status: 'delivered', attempts: 2 }));
    expect(messages.length).toBeGreaterThan(0);
  });

  it('makes pictures with it, and takes them once, whole and unchanged', async () => {
    const ordered = await api.expect(202, `POST ${user}/generations`, {
      body: {
        avatarId: avatar.split('/').at(-1),
        prompt: 'by the sea',
        count: 2,
        aspectRatio: '3:4',
      },
      headers: { 'idempotency-key': 'ada-first-picture' },
    });
    await expect.poll(() => client.of('generation.succeeded').length, { timeout }).toBe(1);
    const [told] = client.of('generation.succeeded');
    expect(told).toMatchObject({ isSigned: true, body: { data: { ordered: 2, charged: 4 } } });
    const order = await api.get(ordered.headers.get('location') ?? '');
    expect(order).toMatchObject({ status: 'succeeded', delivered: 2 });
    const images = await itemsAt(`${user}/images`);
    expect(images.map(({ id }) => id).toSorted()).toEqual(
      ((told?.body.data['imageIds'] ?? []) as string[]).toSorted(),
    );
    image = images[0] ?? { id: '', status: '', content: '' };
    const { headers, bytes } = await api.expect(200, `GET ${image.content}`);
    const { width, height } = await sharp(bytes).metadata();
    expect(width / height).toBeCloseTo(3 / 4, 1);
    const digest = createHash('sha256').update(bytes).digest('hex');
    expect(headers.get('etag')).toBe(`"original-${digest}"`);
    expect(headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect(Number(headers.get('content-length'))).toBe(bytes.length);
    const known = { 'if-none-match': `"original-${digest}"`, 'cache-control': 'max-age=0' };
    await api.expect(304, `GET ${image.content}`, { headers: known });
    const small = await api.expect(200, `GET ${image.content}?size=thumbnail`);
    expect(small.bytes.length).toBeLessThan(bytes.length);
    const transfers = (await api.get(`${user}/transfers`))['items'] as { amount: number }[];
    const sum = transfers.reduce((all, { amount }) => all + amount, 0);
    expect(await api.get(`${user}/balance`)).toEqual({ available: sum, held: 0 });
    expect(sum).toBe(236);
  });

  it('has a message sent again by itself and by an operator, under the same id', async () => {
    const [told] = client.of('generation.succeeded');
    const again = () =>
      client.of('generation.succeeded').filter(({ id }) => id === told?.id).length;
    const { id } = told ?? { id: '' };
    await api.expect(202, `POST /api/v1/hook-messages/${id}/replay`);
    await expect.poll(again, { timeout }).toBe(2);
    const statusOf = async () =>
      (await itemsAt(`/api/v1/hooks/${hook}/messages`)).find((message) => message.id === id)
        ?.status;
    await expect.poll(statusOf, { timeout }).toBe('delivered');
    expect(await json('hooks', 'list')).toContainEqual(
      expect.objectContaining({ id, status: 'delivered' }),
    );
    await aisha('hooks', 'replay', id, '--why', 'they asked', '--yes');
    await expect.poll(again, { timeout }).toBe(3);
    expect(new Set(client.told.map(({ isSigned }) => isSigned))).toEqual(new Set([true]));
  });

  it('is told nothing more where it says so', async () => {
    client.answer(410);
    const before = client.told.length;
    await api.expect(202, `POST ${user}/generations`, { body: { prompt: 'a lighthouse' } });
    await expect
      .poll(() => itemsAt('/api/v1/hooks'), { timeout })
      .toEqual([expect.objectContaining({ id: hook, disabledAt: expect.any(String) as string })]);
    expect(client.told).toHaveLength(before + 1);
    expect(await json('hooks', 'list', '--status', 'failed')).toMatchObject([
      { lastAnswer: '410' },
    ]);
  });

  it('has everything erased, and a receipt for it', async () => {
    const erased = await api.expect(202, `DELETE ${user}`);
    await api.expect(404, `GET ${image.content}`);
    const receipt = erased.headers.get('location') ?? '';
    await expect
      .poll(async () => (await api.get(receipt))['erased'], { timeout })
      .toMatchObject({ avatars: 1, photos: 10, trainings: 1, generations: 2, images: 3 });
    const { items } = (await api.get(`/api/v1/hooks/${hook}/messages`)) as { items: unknown[] };
    expect(items).toEqual([]);
  });

  it('is let in no longer once its key is revoked, and nothing of it was written down', async () => {
    const [key] = (await json('keys', 'list')) as [{ id: string }];
    await aisha('keys', 'revoke', key.id, '--why', 'it is over', '--yes');
    const refused = await api.expect(401, 'GET /api/v1/hooks');
    expect(refused.body['code']).toBe('key.invalid');
    const said = installation.said();
    expect(said).not.toContain(installation.secret);
    expect(said).not.toContain('by the sea');
    expect(said).not.toContain('whsec_');
  });
});

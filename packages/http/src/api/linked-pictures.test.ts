import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApi } from './an-api.fixture.ts';

const signed = 'https://objects.test/aisha/picture?X-Amz-Signature=secret';

/** A picture of somebody's own: the path of its bytes, and where they lie. */
const aPicture = async (
  { bring, ready, ask, ports }: Awaited<ReturnType<typeof anApi>>,
  name: string,
): Promise<{ content: string; key: string }> => {
  const user = await bring(name);
  const avatarId = await ready(user);
  const body = { avatarId, prompt: 'reading in a garden', count: 1, aspectRatio: '3:4' };
  await ask(`POST ${user}/generations`, { body });
  await ports.jobs.drain();
  ports.generator.succeed(ports.generator.latest().requestId);
  await ports.jobs.drainFor(60_000);
  const listed = await ask(`GET ${user}/images`);
  const [image] = listed.body['items'] as { id: string; content: string }[];
  const kept = [...ports.unitOfWork.committed().images.values()];
  const key = kept.find(({ id }) => id === image?.id)?.blobKey ?? '';
  return { content: image?.content ?? '', key };
};

describe('a picture in storage that services reach themselves', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  const asked: string[] = [];
  beforeAll(async () => {
    api = await anApi({
      linkTo: async (key) => {
        asked.push(key);
        return signed;
      },
    });
  });
  afterAll(() => api.stop());

  it('is where its answer leads to, for its own service and for nobody else', async () => {
    const { content, key } = await aPicture(api, 'ada');
    const answer = await api.ask(`GET ${content}`);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(signed);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(asked).toEqual([key]);
    const { secret } = await api.keyOf(undefined, 'another-shop');
    const stranger = await api.ask(`GET ${content}`, { key: secret });
    expect(stranger.status).toBe(404);
    expect(asked).toHaveLength(1);
    expect(JSON.stringify(api.logger.lines)).not.toContain('X-Amz-Signature');
  });

  it('comes from us where it is wanted small', async () => {
    const { content } = await aPicture(api, 'bea');
    const small = await fetch(`${api.origin}${content}?size=thumbnail`, {
      headers: { authorization: `Bearer ${api.everything}` },
      redirect: 'error',
    });
    expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  });
});

import { describe, expect, it } from 'vitest';
import { PortError } from '../../shared/port-error.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { ResultFetcher } from '../../ports/result-fetcher.ts';
import type { GenerationOutput } from '../../domain/generation/generation.ts';
import type { Image } from '../../domain/image/image.ts';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import { freshId, plainPicture, sha256, utf8 } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';

type Picture = GenerationOutput['images'][number];

const picture = (index: number, own: Partial<Picture> = {}): Picture => ({
  url: `https://results.fake.test/run/${index}.png`,
  flagged: false,
  ...own,
});
const four = (flagged: readonly number[] = []): Picture[] =>
  [0, 1, 2, 3].map((index) => picture(index, { flagged: flagged.includes(index) }));

/** An order of four pictures, for 8 of 240 credits, whose pictures the provider has. */
const finishing = async (images: readonly Picture[] = four()) => {
  const world = aWorld();
  const { id, userId } = await world.inTheMaking();
  world.ports.generator.succeed(world.ports.generator.latest().requestId, { seed: 99, images });
  await world.aisha.jobs['run.check']({ runId: world.look.runs(id)[0]!.id });
  const collect = () => world.aisha.jobs['generation.collect']({ generationId: id });
  const kept = async () => (await world.aisha.listImages(userId, { limit: 10 })).images;
  const balance = () => world.aisha.getBalance(userId);
  return { ...world, id, userId, collect, kept, balance };
};

const places = (images: readonly Image[]): number[] =>
  images.map(({ index }) => index).toSorted((one, other) => one - other);

const failure = (retryable: boolean): PortError =>
  new PortError('fetch.failed', 'fetch a picture', { retryable });

describe('collecting pictures', () => {
  it('keeps each with its checksum, shows them and takes the price', async () => {
    const { collect, kept, balance, look, ports, id } = await finishing();
    await collect();
    await ports.jobs.drain();

    const images = await kept();
    expect(places(images)).toEqual([0, 1, 2, 3]);
    for (const { index, blobKey, sha256, bytes, ...facts } of images) {
      expect(blobKey).toBe(`images/${id}/${index}.png`);
      expect(await ports.blobs.find(blobKey)).toMatchObject({ sha256, bytes });
      expect(facts).toMatchObject({ seed: 99, width: 1024, shownAs: `shown:${facts.id}` });
    }
    expect(look.generation(id)).toMatchObject({ status: 'succeeded', delivered: 4 });
    expect(await balance()).toEqual({ available: 232, held: 0 });
    expect(ports.notifier.last('generation.succeeded')).toMatchObject({ ordered: 4, charged: 8 });
  });

  it('happens once however often the job runs', async () => {
    const { collect, kept, balance, ports } = await finishing();
    await Promise.all([collect(), collect()]);
    await collect();
    await ports.jobs.drain();
    expect(await kept()).toHaveLength(4);
    expect(await balance()).toEqual({ available: 232, held: 0 });
    const told = ports.notifier.told.filter(
      ({ notification }) => notification.type === 'generation.succeeded',
    );
    expect(told).toHaveLength(1);
    expect(ledgerFaults(ports.unitOfWork.committed())).toEqual([]);
  });

  it('leaves aside more than were ordered', async () => {
    const { collect, kept, balance } = await finishing([...four(), picture(4)]);
    await collect();
    expect(await kept()).toHaveLength(4);
    expect(await balance()).toEqual({ available: 232, held: 0 });
  });
});

describe('pictures that are not delivered are not paid for:', () => {
  it('one of four flagged is never fetched, and the other three are charged', async () => {
    const { collect, kept, balance, ports } = await finishing(four([2]));
    await collect();
    await ports.jobs.drain();
    expect(places(await kept())).toEqual([0, 1, 3]);
    expect(ports.fetcher.fetched).not.toContain(picture(2).url);
    expect(await balance()).toEqual({ available: 234, held: 0 });
    expect(ports.notifier.last('generation.succeeded')).toMatchObject({
      ordered: 4,
      charged: 6,
      blocked: 1,
    });
  });

  it('two of four flagged cost half', async () => {
    const { collect, kept, balance, ports, look, id } = await finishing(four([0, 2]));
    await collect();
    await ports.jobs.drain();
    expect(places(await kept())).toEqual([1, 3]);
    expect(look.generation(id)).toMatchObject({ status: 'succeeded', delivered: 2 });
    expect(await balance()).toEqual({ available: 236, held: 0 });
    expect(ports.notifier.last('generation.succeeded')).toMatchObject({ ordered: 4, charged: 4 });
    expect(ports.fetcher.fetched).not.toContain(picture(0).url);
  });

  it('all flagged are blocked and given back', async () => {
    const { collect, kept, balance, ports, look, id } = await finishing(four([0, 1, 2, 3]));
    await collect();
    await ports.jobs.drain();
    expect(await kept()).toEqual([]);
    expect(look.generation(id)).toMatchObject({
      status: 'blocked',
      failure: { code: 'content.blocked' },
      delivered: 0,
    });
    expect(await balance()).toEqual({ available: 240, held: 0 });
    expect(ports.notifier.last('generation.ended')).toMatchObject({
      reason: 'blocked',
      refunded: 8,
    });
  });

  it('one that is lost for good is left out, and the others are delivered', async () => {
    const { collect, kept, balance, ports, log } = await finishing();
    ports.fetcher.lose(picture(0).url);
    await collect();
    expect(places(await kept())).toEqual([1, 2, 3]);
    expect(await balance()).toEqual({ available: 234, held: 0 });
    const errors = log.filter(({ level }) => level === 'error');
    expect(errors.length).toBeGreaterThan(0);
    for (const { fields } of errors) expect(fields).toMatchObject({ index: 0 });
  });

  it.each([
    ['none at all', []],
    ['all elsewhere than the provider’s hosts', [picture(0, { url: 'https://elsewhere.test/1' })]],
  ])('%s fail the order and give everything back', async (_, images) => {
    const { collect, balance, look, id } = await finishing(images);
    await collect();
    expect(look.generation(id)).toMatchObject({
      status: 'failed',
      failure: { code: 'provider.no-result' },
    });
    expect(await balance()).toEqual({ available: 240, held: 0 });
  });
});

describe('pictures that cannot be kept yet', () => {
  it.each([
    ['the provider does not serve one', 'fetcher'],
    ['our storage is away', 'blobs'],
  ] as const)('because %s are asked for again, all or none', async (_, failing) => {
    const { collect, kept, balance, ports, look, id } = await finishing();
    if (failing === 'fetcher') ports.fetcher.failNext(failure(true));
    else ports.blobs.failNext();
    await collect();
    expect(await kept()).toEqual([]);
    expect(look.generation(id).status).toBe('finishing');
    expect(await balance()).toEqual({ available: 232, held: 8 });

    await ports.jobs.drainFor(10_000);
    expect(await kept()).toHaveLength(4);
    expect(await balance()).toEqual({ available: 232, held: 0 });
  });

  it('because one is broken are given back at the deadline, if it stays so', async () => {
    const { kept, balance, ports, look, aisha, id } = await finishing();
    ports.fetcher.serve(picture(3).url, utf8('not a picture'));
    await ports.jobs.drainFor(defaultPolicy.generationDeadlineMs + 1000);
    await aisha.reconcile();
    await ports.jobs.drainFor(60_000);
    expect(look.generation(id).status).toBe('expired');
    expect(await kept()).toEqual([]);
    expect(await balance()).toEqual({ available: 240, held: 0 });
  });
});

describe('pictures that are collected again', () => {
  it('are not fetched again where they are stored already, with the same checksum', async () => {
    const { collect, kept, ports } = await finishing();
    const fetch: ResultFetcher['fetch'] = ports.fetcher.fetch.bind(ports.fetcher);
    let failures = 1;
    ports.fetcher.fetch = (url, options) =>
      url === picture(2).url && failures-- > 0
        ? Promise.reject(failure(true))
        : fetch(url, options);
    await collect();
    expect(await kept()).toEqual([]);

    await ports.jobs.drainFor(10_000);
    const pictures = ports.fetcher.fetched.filter((url) => url.endsWith('.png')).toSorted();
    expect(pictures).toEqual([0, 1, 2, 3].map((index) => picture(index).url));
    const images = await kept();
    expect(images).toHaveLength(4);
    for (const { index, sha256: hash, blobKey, thumbnailKey } of images) {
      expect(hash).toBe(sha256(plainPicture({ format: 'png', looks: picture(index).url })));
      expect(await ports.blobs.find(blobKey)).toMatchObject({ sha256: hash });
      expect(await ports.blobs.find(thumbnailKey)).toBeDefined();
    }
  });

  it('are fetched again where what was stored is damaged', async () => {
    const { collect, kept, ports } = await finishing();
    const open: BlobStore['open'] = ports.blobs.open.bind(ports.blobs);
    const fetch: ResultFetcher['fetch'] = ports.fetcher.fetch.bind(ports.fetcher);
    ports.fetcher.fetch = (url, options) =>
      url === picture(3).url ? Promise.reject(failure(true)) : fetch(url, options);
    await collect();
    ports.fetcher.fetch = fetch;
    ports.blobs.open = (key) =>
      key.endsWith('0.png')
        ? Promise.reject(new PortError('storage.corrupt', 'open', { retryable: false }))
        : open(key);
    await ports.jobs.drainFor(10_000);
    expect(ports.fetcher.fetched.filter((url) => url === picture(0).url)).toHaveLength(2);
    expect(await kept()).toHaveLength(4);
  });

  it('are asked for at their new addresses where the old ones are gone', async () => {
    const { collect, kept, balance, ports, look, id } = await finishing();
    for (const index of [1, 3]) ports.fetcher.lose(picture(index).url);
    const images = four().map(({ url, flagged }) => ({
      flagged,
      url: url.replace('run', 'moved'),
    }));
    ports.generator.succeed(ports.generator.latest().requestId, { seed: 99, images });
    await collect();
    expect(places(await kept())).toEqual([0, 1, 2, 3]);
    expect(look.generation(id)).toMatchObject({ status: 'succeeded', output: { images } });
    expect(ports.fetcher.fetched.filter((url) => url.includes('moved'))).toHaveLength(2);
    expect(await balance()).toEqual({ available: 232, held: 0 });
  });
});

describe('an order that needs no collecting', () => {
  it('is left as it is', async () => {
    const { inTheMaking, aisha, look, ports } = aWorld();
    const { id } = await inTheMaking();
    await aisha.jobs['generation.collect']({ generationId: id });
    await aisha.jobs['generation.collect']({ generationId: freshId() });
    expect(look.generation(id).status).toBe('queued');
    expect(ports.fetcher.fetched.filter((url) => url.endsWith('.png'))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { PortError } from '../../shared/port-error.ts';
import type { RunId } from '../../shared/ids.ts';
import { anEvent, sha256, type FakeReport } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';

const minute = 60_000;

/** An order of four pictures, for 8 of 240 credits, that the provider has. */
const inTheMaking = async () => {
  const world = aWorld();
  const { ports, aisha, look } = world;
  const { id, userId } = await world.inTheMaking();
  /** Stores a message; the answer applies it. */
  const heard = async (report: FakeReport, runId: RunId = look.runs(id)[0]!.id) => {
    const event = anEvent({ ...report, runId });
    await ports.unitOfWork.run(({ events }) => events.add(event));
    return () => aisha.jobs['provider.event']({ eventId: event.id });
  };
  const done = () => ports.generator.succeed(ports.generator.latest().requestId);
  const fetched = () => ports.fetcher.fetched.filter((url) => url.endsWith('.png'));
  const stored = () => ports.blobs.keys().filter((key) => key.startsWith('images/'));
  const images = () => [...ports.unitOfWork.committed().images.values()];
  const balance = () => aisha.getBalance(userId);
  return { ...world, id, userId, heard, done, fetched, stored, images, balance };
};

describe('pictures that a message tells of', () => {
  it('are delivered by whoever goes through it, without another job', async () => {
    const { heard, done, fetched, images, balance, look, ports, id } = await inTheMaking();
    const apply = await heard(done());
    await apply();
    expect(look.generation(id)).toMatchObject({ status: 'succeeded', delivered: 4 });
    expect(images()).toHaveLength(4);
    expect(fetched()).toHaveLength(4);
    expect(await balance()).toEqual({ available: 232, held: 0 });
    expect(ports.jobs.pending('generation.collect')).toEqual([]);
    expect(ports.jobs.pending('notification.send')).toHaveLength(1);
  });

  it('are delivered and told of once however often it is gone through', async () => {
    const { heard, done, images, balance, ports } = await inTheMaking();
    const apply = await heard(done());
    await Promise.all([apply(), apply()]);
    await apply();
    await ports.jobs.drainFor(minute);
    expect(images()).toHaveLength(4);
    expect(await balance()).toEqual({ available: 232, held: 0 });
    const types = ports.notifier.told.map(({ notification }) => notification.type);
    expect(types.filter((type) => type === 'generation.succeeded')).toHaveLength(1);
    expect(ledgerFaults(ports.unitOfWork.committed())).toEqual([]);
  });

  it('are delivered by the next who goes through it where the first was killed', async () => {
    const { heard, done, images, look, ports, id } = await inTheMaking();
    const apply = await heard(done());
    ports.unitOfWork.loseNextAnswer();
    await expect(apply()).rejects.toMatchObject({ retryable: true });
    expect(look.generation(id).status).toBe('finishing');
    expect(images()).toEqual([]);
    await apply();
    expect(look.generation(id)).toMatchObject({ status: 'succeeded', delivered: 4 });
    expect(images()).toHaveLength(4);
  });

  it('are stored only once it is written down that they are there', async () => {
    const { heard, done, stored, look, ports, id } = await inTheMaking();
    const apply = await heard(done());
    ports.unitOfWork.failNext();
    await expect(apply()).rejects.toMatchObject({ retryable: true });
    expect(look.generation(id).status).toBe('queued');
    expect(stored()).toEqual([]);
    await apply();
    expect(stored()).toHaveLength(4);
  });

  it('are neither fetched nor stored for an order that was cancelled meanwhile', async () => {
    const { heard, done, fetched, stored, balance, aisha, look, id, userId } = await inTheMaking();
    const apply = await heard(done());
    await aisha.cancelGeneration(id, userId);
    await apply();
    expect(look.generation(id).status).toBe('cancelled');
    expect([fetched(), stored()]).toEqual([[], []]);
    expect(await balance()).toEqual({ available: 240, held: 0 });
  });

  it.each([
    ['the provider does not serve', 'fetcher'],
    ['our storage does not take', 'blobs'],
  ] as const)('and that %s yet are collected by a job later', async (_, failing) => {
    const { heard, done, fetched, images, look, ports, id } = await inTheMaking();
    const apply = await heard(done());
    const away = new PortError('fetch.failed', 'fetch a picture', { retryable: true });
    if (failing === 'fetcher') ports.fetcher.failNext(away);
    else ports.blobs.failNext();
    await apply();
    expect(look.generation(id).status).toBe('finishing');
    expect(images()).toEqual([]);
    expect(fetched()).toHaveLength(4);
    expect(ports.jobs.pending('generation.collect')).toHaveLength(1);
    await ports.jobs.drainFor(minute);
    expect(look.generation(id).status).toBe('succeeded');
    expect(images()).toHaveLength(4);
  });

  it('are those of the try that counts where two end at the same time', async () => {
    const { heard, images, ports, look, id } = await inTheMaking();
    const { generator } = ports;
    const one = generator.latest().requestId;
    const other = generator.takeAgain(one);
    const both = [await heard(generator.succeed(one)), await heard(generator.succeed(other))];
    await Promise.all(both.map((apply) => apply()));
    const counted = look.generation(id).output!.images[0]!.url.includes(`/${one}/`) ? one : other;
    expect(images()).toHaveLength(4);
    for (const { index, blobKey, sha256: hash } of images()) {
      const content = ports.blobs.contentOf(blobKey)!;
      expect(sha256(content)).toBe(hash);
      expect(new TextDecoder().decode(content)).toContain(`/${counted}/${index}.png`);
    }
  });
});

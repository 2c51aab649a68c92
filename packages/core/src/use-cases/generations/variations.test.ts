import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import type { Image } from '../../domain/image/image.ts';
import { freshId } from '../../testing/index.ts';
import type { GenerationId, UserId } from '../../shared/ids.ts';
import { aWorld, granted, type World } from '../../testing/world/a-world.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';
import { picturesIn } from '../../testing/world/pictures.ts';
import type { RequestGenerationInput } from './request-generation.ts';

const orderOf = (userId: UserId, own: Partial<RequestGenerationInput> = {}) => ({
  id: freshId<GenerationId>(),
  userId,
  prompt: 'a lighthouse in a storm',
  aspectRatio: '16:9' as const,
  count: 1,
  ...own,
});

const order = async ({ aisha }: World, userId: UserId, own: Partial<RequestGenerationInput>) =>
  granted(await aisha.requestGeneration(orderOf(userId, own))).generation;

const deliver = async ({ ports }: World) => {
  await ports.jobs.drain();
  ports.generator.succeed(ports.generator.latest().requestId);
  await ports.jobs.drainFor(60_000);
};

/** A delivered picture, and who has it. */
const delivered = async () => {
  const world = aWorld();
  const [image] = await picturesIn(world, { count: 1 });
  const { userId, id: likeImageId } = image;
  const before = await world.aisha.getBalance(userId);
  return { world, image, userId, likeImageId, before };
};

const imagesOf = ({ ports }: World, id: GenerationId): Image[] =>
  [...ports.unitOfWork.committed().images.values()].filter((each) => each.generationId === id);

describe('a picture without an avatar', () => {
  it('is there for somebody who has none, and is paid for when it is delivered', async () => {
    const world = aWorld();
    const { aisha, ports, look } = world;
    const { id: userId } = await world.person();
    expect(await aisha.quoteGeneration(undefined, userId)).toMatchObject({
      value: { avatar: undefined, pricePerImage: defaultPolicy.prices.image['flux-pro-ultra'] },
    });
    const { id } = await order(world, userId, { count: 4 });
    expect(look.generation(id)).toMatchObject({ avatarId: undefined, price: 16 });
    await deliver(world);

    const { request, weights, imageUrl } = ports.generator.latest().order;
    expect(request).toMatchObject({
      generator: 'flux-pro-ultra',
      fullPrompt: 'a lighthouse in a storm',
    });
    expect({ weights, imageUrl }).toEqual({ weights: undefined, imageUrl: undefined });
    expect(imagesOf(world, id).map(({ avatarId }) => avatarId)).toEqual(Array(4).fill(undefined));
    expect(await aisha.getBalance(userId)).toEqual({ available: 284, held: 0 });
    expect((await aisha.countImages(userId)).counts).toMatchObject({ all: 4, byAvatar: [] });
    expect(ledgerFaults(ports.unitOfWork.committed())).toEqual([]);
  });

  it('of four of which one is flagged costs three', async () => {
    const world = aWorld();
    const { id: userId } = await world.person();
    await order(world, userId, { count: 4 });
    await world.ports.jobs.drain();
    const images = [0, 1, 2, 3].map((index) => ({
      url: `https://results.fake.test/run/${index}.png`,
      flagged: index === 2,
    }));
    world.ports.generator.succeed(world.ports.generator.latest().requestId, { seed: 1, images });
    await world.ports.jobs.drainFor(60_000);
    expect(await world.aisha.getBalance(userId)).toEqual({ available: 288, held: 0 });
    expect(world.ports.notifier.last('generation.succeeded')).toMatchObject({
      ordered: 4,
      charged: 12,
      blocked: 1,
    });
    expect(ledgerFaults(world.ports.unitOfWork.committed())).toEqual([]);
  });
});

describe('a picture that stays close to another', () => {
  it('begins with it, and is of the same avatar', async () => {
    const { world, image, userId, likeImageId } = await delivered();
    const { avatarId } = image;
    const { id } = await order(world, userId, { avatarId, likeImageId, task: 'vary' });
    await deliver(world);
    const { request, weights, imageUrl } = world.ports.generator.latest().order;
    expect(request).toMatchObject({ generator: 'flux-lora-image', task: 'vary' });
    expect(weights?.type).toBe('lora');
    expect(world.ports.generator.uploads.get(imageUrl!)).toEqual(
      world.ports.blobs.contentOf(image.blobKey),
    );
    expect(imagesOf(world, id)).toMatchObject([{ avatarId }]);
  });

  it('is refused where no generator of such an avatar can begin with a picture', async () => {
    const world = aWorld();
    const artistic = await world.ready({ kind: 'artistic' });
    const [{ id: likeImageId, userId }] = await picturesIn(world, { avatarId: artistic.id });
    const refusal = { ok: false, refusal: { code: 'generator.missing' } };
    expect(await world.aisha.quoteGeneration(artistic.id, userId, 'vary')).toEqual(refusal);
    const wanted = orderOf(userId, { avatarId: artistic.id, likeImageId, task: 'vary' });
    expect(await world.aisha.requestGeneration(wanted)).toEqual(refusal);
  });
});

describe('an enlarged picture', () => {
  it('comes as a new one, linked to the small one, and as a file', async () => {
    const { world, image, userId, likeImageId, before } = await delivered();
    const { id } = await order(world, userId, { likeImageId, task: 'enlarge' });
    expect(await world.aisha.getBalance(userId)).toEqual({
      available: before.available - 2,
      held: 2,
    });
    await deliver(world);
    const sent = world.ports.generator.latest().order;
    expect(sent.request).toMatchObject({ generator: 'seedvr-upscaler', enlargement: 2 });
    expect(sent.weights).toBe(undefined);
    expect(world.look.generation(id)).toMatchObject({ likeImageId, status: 'succeeded' });
    const [large] = imagesOf(world, id);
    expect(large).toMatchObject({ avatarId: image.avatarId });
    expect(world.ports.notifier.last('image.filed')).toMatchObject({ imageId: large?.id });
    expect(await world.aisha.getBalance(userId)).toEqual({
      available: before.available - 2,
      held: 0,
    });
  });

  it('costs nothing where the small one was deleted before it was sent', async () => {
    const { world, userId, likeImageId, before } = await delivered();
    const { id } = await order(world, userId, { likeImageId, task: 'enlarge' });
    const accepted = world.ports.generator.accepted().length;
    await world.aisha.deleteImage(likeImageId, userId);
    await world.ports.jobs.drainFor(60_000);
    expect(world.look.generation(id)).toMatchObject({ status: 'failed' });
    expect(world.ports.generator.accepted()).toHaveLength(accepted);
    expect(await world.aisha.getBalance(userId)).toEqual(before);
  });

  it('costs nothing where the provider fails', async () => {
    const { world, userId, likeImageId, before } = await delivered();
    await order(world, userId, { likeImageId, task: 'enlarge' });
    await world.ports.jobs.drain();
    const failure = { code: 'input.rejected', retryable: false } as const;
    world.ports.generator.fail(world.ports.generator.latest().requestId, failure);
    await world.ports.jobs.drainFor(60_000);
    expect(await world.aisha.getBalance(userId)).toEqual(before);
    expect(ledgerFaults(world.ports.unitOfWork.committed())).toEqual([]);
  });

  it.each([
    ['of somebody else', async (world: World) => (await world.person()).id],
    ['that is gone', undefined],
  ])('is refused of a picture %s', async (_, stranger) => {
    const { world, userId, likeImageId, before } = await delivered();
    const by = stranger ? await stranger(world) : userId;
    if (!stranger) await world.aisha.deleteImage(likeImageId, userId);
    const wanted = orderOf(by, { likeImageId, task: 'enlarge' });
    expect(await world.aisha.requestGeneration(wanted)).toEqual({
      ok: false,
      refusal: { code: 'image.not-found' },
    });
    expect(await world.aisha.getBalance(userId)).toEqual(before);
  });

  it('is refused where it would be larger than can be made', async () => {
    const { world, image, userId, likeImageId } = await delivered();
    await world.ports.unitOfWork.run(async ({ images }) => {
      await images.delete(likeImageId, userId);
      await images.addAll([{ ...image, width: 2049 }]);
    });
    const wanted = orderOf(userId, { likeImageId, task: 'enlarge' });
    expect(await world.aisha.requestGeneration(wanted)).toEqual({
      ok: false,
      refusal: { code: 'image.too-large', max: 2048 },
    });
  });

  it('is one at a time', async () => {
    const { world, userId, likeImageId } = await delivered();
    const wanted = orderOf(userId, { likeImageId, task: 'enlarge', count: 2 });
    expect(await world.aisha.requestGeneration(wanted)).toMatchObject({
      refusal: { code: 'generation.count-unfit', max: 1 },
    });
  });
});

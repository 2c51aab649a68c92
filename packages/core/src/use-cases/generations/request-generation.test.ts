import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import type { GenerationId } from '../../shared/ids.ts';
import { freshId } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';

const orderFor = ({ id: avatarId, userId }: Avatar) => ({
  id: freshId<GenerationId>(),
  userId,
  avatarId,
  prompt: '  reading in a garden ',
  aspectRatio: '3:4' as const,
  count: 4,
});

describe('ordering pictures', () => {
  it('holds the price, records the order and queues it', async () => {
    const { ready, aisha, look, ports } = aWorld();
    const avatar = await ready();
    const order = orderFor(avatar);

    const requested = await aisha.requestGeneration({ ...order, seed: 7 });

    expect(requested).toMatchObject({ ok: true, value: { isNew: true } });
    expect(look.generation(order.id)).toMatchObject({
      status: 'reserved',
      trainingId: avatar.activeTrainingId,
      prompt: 'reading in a garden',
      price: 8,
      request: { generator: 'flux-lora', aspectRatio: '3:4', count: 4, seed: 7 },
      deadlineAt: new Date(ports.clock.now().getTime() + defaultPolicy.generationDeadlineMs),
    });
    expect(await aisha.getBalance(avatar.userId)).toEqual({ available: 232, held: 8 });
    expect(ports.jobs.pending('generation.submit')).toHaveLength(1);
  });

  it('twice with two taps on one button is one order, paid once', async () => {
    const { ready, aisha, ports } = aWorld();
    const avatar = await ready();
    const order = orderFor(avatar);

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => aisha.requestGeneration(order)),
    );

    expect(answers.filter((answer) => answer.ok && answer.value.isNew)).toHaveLength(1);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await aisha.getBalance(avatar.userId)).toEqual({ available: 232, held: 8 });
    expect(ports.jobs.pending('generation.submit')).toHaveLength(1);
  });

  it('for more than the price that was shown is refused, for less is charged as less', async () => {
    const { ready, aisha, look } = aWorld();
    const avatar = await ready();
    const order = orderFor(avatar);
    expect(await aisha.requestGeneration({ ...order, agreedPrice: 7 })).toEqual({
      ok: false,
      refusal: { code: 'price.raised', price: 8, agreed: 7 },
    });
    expect(await aisha.getBalance(avatar.userId)).toEqual({ available: 240, held: 0 });
    expect(await aisha.requestGeneration({ ...order, agreedPrice: 9 })).toMatchObject({ ok: true });
    expect(look.generation(order.id).price).toBe(8);
    // The second tap is the same order, whatever has become of the prices.
    expect(await aisha.requestGeneration({ ...order, agreedPrice: 7 })).toMatchObject({
      ok: true,
      value: { isNew: false },
    });
  });

  it('is possible while the avatar trains again, with the version in use', async () => {
    const { ready, requested, aisha, look } = aWorld();
    const avatar = await ready();
    await requested({ avatarId: avatar.id, userId: avatar.userId });
    const order = orderFor(avatar);
    expect((await aisha.requestGeneration(order)).ok).toBe(true);
    expect(look.generation(order.id).trainingId).toBe(avatar.activeTrainingId);
  });

  it('draws a seed of its own each time', async () => {
    const { ready, aisha, look } = aWorld();
    const avatar = await ready();
    const orders = [orderFor(avatar), orderFor(avatar)];
    for (const order of orders) await aisha.requestGeneration(order);
    const [one, other] = orders.map(({ id }) => look.generation(id).request.seed);
    expect(one).not.toBe(other);
  });
});

describe('a refused order', () => {
  it.each([
    ['with a prompt of 4 characters', { prompt: 'four' }, 'prompt.too-short'],
    ['with a prompt of 2,001 characters', { prompt: 'x'.repeat(2001) }, 'prompt.too-long'],
    ['of no picture', { count: 0 }, 'generation.count-unfit'],
    ['of five pictures', { count: 5 }, 'generation.count-unfit'],
    ['of one and a half pictures', { count: 1.5 }, 'generation.count-unfit'],
    ['of who knows how many pictures', { count: Number.NaN }, 'generation.count-unfit'],
  ])('%s costs nothing', async (_, own, code) => {
    const { ready, aisha, ports } = aWorld();
    const avatar = await ready();
    const refused = await aisha.requestGeneration({ ...orderFor(avatar), ...own });
    expect(refused).toMatchObject({ ok: false, refusal: { code } });
    expect(await aisha.getBalance(avatar.userId)).toEqual({ available: 240, held: 0 });
    expect(ports.unitOfWork.committed().generations.size).toBe(0);
  });

  it('of an avatar that was never trained says so', async () => {
    const { submitted, look, aisha } = aWorld();
    const { avatarId } = await submitted();
    const refusal = { code: 'avatar.not-ready' };
    expect(await aisha.requestGeneration(orderFor(look.avatar(avatarId)))).toEqual({
      ok: false,
      refusal,
    });
  });

  it('of another person’s avatar finds nothing', async () => {
    const { ready, person, aisha } = aWorld();
    const avatar = await ready();
    const { id: userId } = await person();
    const refusal = { code: 'avatar.not-found' };
    expect(await aisha.requestGeneration({ ...orderFor(avatar), userId })).toEqual({
      ok: false,
      refusal,
    });
  });

  it('under the id of another person’s order shows nothing of it and holds nothing', async () => {
    const { ready, aisha, ports } = aWorld();
    const order = orderFor(await ready());
    await aisha.requestGeneration(order);
    const thief = await ready();

    const stolen = await aisha.requestGeneration({ ...orderFor(thief), id: order.id });

    expect(stolen).toEqual({ ok: false, refusal: { code: 'generation.not-found' } });
    expect(await aisha.getBalance(thief.userId)).toEqual({ available: 240, held: 0 });
    expect(ports.unitOfWork.committed().generations.size).toBe(1);
    expect(ledgerFaults(ports.unitOfWork.committed())).toEqual([]);
  });

  it('without the credits for it says what it costs and what there is', async () => {
    const prices = { ...defaultPolicy.prices, welcomeGrant: 67 };
    const { ready, aisha } = aWorld({ policy: { ...defaultPolicy, prices } });
    const avatar = await ready();
    const refusal = { code: 'credits.insufficient', price: 8, available: 7 };
    const order = orderFor(avatar);
    expect(await aisha.requestGeneration(order)).toEqual({ ok: false, refusal });
    expect((await aisha.requestGeneration({ ...order, count: 3 })).ok).toBe(true);
  });

  it('is granted to one of many taps when there are credits for one', async () => {
    const prices = { ...defaultPolicy.prices, welcomeGrant: 68 };
    const { ready, aisha, ports } = aWorld({ policy: { ...defaultPolicy, prices } });
    const avatar = await ready();
    const taps = Array.from({ length: 50 }, () => aisha.requestGeneration(orderFor(avatar)));
    expect((await Promise.all(taps)).filter(({ ok }) => ok)).toHaveLength(1);
    expect(await aisha.getBalance(avatar.userId)).toEqual({ available: 0, held: 8 });
    expect(ledgerFaults(ports.unitOfWork.committed())).toEqual([]);
  });
});

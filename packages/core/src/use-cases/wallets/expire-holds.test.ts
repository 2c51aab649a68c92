import { describe, expect, it } from 'vitest';
import { planExpiry, planHold } from '../../domain/wallet/transfers.ts';
import type { UserId } from '../../shared/ids.ts';
import { aHold, builtAt } from '../../testing/index.ts';
import { aWorld, type World } from '../../testing/world/a-world.ts';
import { before } from '../../testing/world/before.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';

const aForgottenHold = async (world: World, amount = 100) => {
  const { id: userId } = await world.person();
  const hold = aHold({ userId, amount, expiresAt: builtAt });
  await world.ports.unitOfWork.run(({ wallets }) => wallets.post(planHold(hold, 'test')));
  return hold;
};
const balanceOf = ({ ports }: World, { userId }: { readonly userId: UserId }) =>
  ports.unitOfWork.run(({ wallets }) => wallets.balance(userId));

const hours = 60 * 60_000;

describe('a hold past its time', () => {
  it('goes back where nothing was ever begun with it, once', async () => {
    const world = aWorld();
    const hold = await aForgottenHold(world);
    world.ports.clock.advance(hours);
    const swept = await Promise.all([world.aisha.expireHolds(), world.aisha.expireHolds()]);
    expect(swept.reduce((sum, { expired }) => sum + expired, 0)).toBe(1);
    expect(world.look.hold(hold.id).status).toBe('expired');
    expect((await balanceOf(world, hold)).held).toBe(0);
    expect(ledgerFaults(world.ports.unitOfWork.committed())).toEqual([]);
    expect(await world.aisha.expireHolds()).toEqual({ expired: 0 });
  });

  it('stays while its work goes on, however late that is', async () => {
    const world = aWorld();
    const training = await world.requested();
    world.ports.clock.advance(100 * hours);
    expect(await world.aisha.expireHolds()).toEqual({ expired: 0 });
    expect(world.look.hold(training.holdId).status).toBe('held');
  });

  it('before its time stays', async () => {
    const world = aWorld();
    const hold = await aForgottenHold(world);
    world.ports.clock.set(builtAt);
    expect(await world.aisha.expireHolds()).toEqual({ expired: 0 });
    expect(world.look.hold(hold.id).status).toBe('held');
  });

  it('that ends while it is looked for is ended once', async () => {
    const world = aWorld();
    const hold = await aForgottenHold(world);
    world.ports.clock.advance(hours);
    let interruptions = 0;
    before(world.ports.unitOfWork, 'run', async () => {
      interruptions += 1;
      await world.aisha.expireHolds();
    });
    expect(await world.aisha.expireHolds()).toEqual({ expired: 0 });
    expect(interruptions).toBe(1);
    expect(world.look.hold(hold.id).status).toBe('expired');
  });

  it('that the books do not cover keeps no other waiting', async () => {
    const world = aWorld();
    const uncovered = await aForgottenHold(world);
    const other = await aForgottenHold(world);
    world.ports.unitOfWork.committed().balances.set(`user:${uncovered.userId}:held`, 99);
    world.ports.clock.advance(hours);
    expect(await world.aisha.expireHolds()).toEqual({ expired: 1 });
    expect(world.look.hold(uncovered.id).status).toBe('held');
    expect(world.look.hold(other.id).status).toBe('expired');
    expect(world.log).toContainEqual(expect.objectContaining({ level: 'error' }));
  });
});

describe('a success that comes after its hold expired', () => {
  it('is delivered as a gift, and the ledger stays as it is', async () => {
    const world = aWorld();
    const generation = await world.inTheMaking();
    const { generator, unitOfWork, jobs } = world.ports;
    const hold = world.look.hold(generation.holdId);
    // Only a hand can do this: what goes on keeps its hold.
    await unitOfWork.run(({ wallets }) => wallets.post(planExpiry(hold)));
    const paid = await balanceOf(world, generation);
    generator.succeed(generator.latest().requestId);
    await jobs.drainFor(60_000);
    expect(world.look.generation(generation.id).status).toBe('succeeded');
    expect(world.look.hold(hold.id)).toMatchObject({ status: 'expired', captured: 0 });
    expect(await balanceOf(world, generation)).toEqual(paid);
    expect(world.ports.notifier.last('generation.succeeded')).toMatchObject({ charged: 0 });
  });
});

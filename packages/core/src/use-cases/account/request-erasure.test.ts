import { describe, expect, it } from 'vitest';
import type { ErasureId } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('a person who asks to be forgotten', () => {
  it('is a stranger at once, and may join anew', async () => {
    const { person, aisha, ports } = aWorld();
    const user = await person({ address: 'telegram:7' });
    const receipt = await aisha.requestErasure(user);
    expect(receipt).toBeDefined();
    const find = () => ports.unitOfWork.read(({ users }) => users.findByAddress(user.address));
    expect(await find()).toBeUndefined();
    const again = await person({ address: 'telegram:7' });
    expect(again.id).not.toBe(user.id);
    await ports.jobs.drainFor(60_000);
    expect(await find()).toEqual(again);
  });

  it('has the receipt that was chosen for it', async () => {
    const { person, aisha } = aWorld();
    const erasureId = freshId<ErasureId>();
    expect(await aisha.requestErasure({ ...(await person()), erasureId })).toBe(erasureId);
    expect(await aisha.getReceipt(erasureId)).toMatchObject({ id: erasureId });
  });

  it('twice is forgotten once', async () => {
    const { person, aisha, ports } = aWorld();
    const user = await person();
    const receipts = await Promise.all([1, 2, 3].map(() => aisha.requestErasure(user)));
    expect(receipts.filter((receipt) => receipt !== undefined)).toHaveLength(1);
    expect(ports.jobs.pending('account.erase')).toHaveLength(1);
  });
});

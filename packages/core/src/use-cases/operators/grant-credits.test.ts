import { describe, expect, it } from 'vitest';
import type { Address } from '../../shared/ids.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';

const by = { who: 'ada', why: 'they waited for an hour' };

describe('granting credits', () => {
  it('gives them to whoever is named by id or address, and writes down who did and why', async () => {
    const { aisha, person } = aWorld();
    const { id, address } = await person();
    expect(granted(await aisha.grantCredits({ who: id, amount: 50, by })).balance).toEqual({
      available: 350,
      held: 0,
    });
    const again = granted(await aisha.grantCredits({ who: address, amount: 7, by }));
    expect(again).toMatchObject({ userId: id, isNew: true, balance: { available: 357 } });
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { ...by, action: 'credits.grant', subject: `user ${id}`, details: { amount: 7 } },
      { details: { amount: 50 } },
    ]);
    expect((await aisha.auditLedger.verify({ limit: 10 })).findings).toEqual([]);
  });

  it('gives once however often the same key is used', async () => {
    const { aisha, person } = aWorld();
    const { id } = await person();
    const give = () => aisha.grantCredits({ who: id, amount: 50, key: 'ticket-7', by });
    expect(granted(await give()).isNew).toBe(true);
    expect(granted(await give())).toMatchObject({ isNew: false, balance: { available: 350 } });
    expect(await aisha.inspectAudit({ limit: 5 })).toHaveLength(1);
  });

  it.each([0, -1, 1.5, 1_000_001, Number.NaN])('refuses %s credits', async (amount) => {
    const { aisha, person } = aWorld();
    const { id } = await person();
    const refused = await aisha.grantCredits({ who: id, amount, by });
    expect(refused).toMatchObject({ refusal: { code: 'credits.amount-unfit' } });
    expect((await aisha.getBalance(id)).available).toBe(300);
  });

  it('gives nothing to nobody', async () => {
    const { aisha } = aWorld();
    const refused = await aisha.grantCredits({ who: 'telegram:1' as Address, amount: 5, by });
    expect(refused).toEqual({ ok: false, refusal: { code: 'person.not-found' } });
  });
});

import { describe, expect, it } from 'vitest';
import type { Address } from '../../shared/ids.ts';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';

const ada = { address: 'telegram:1' as Address, firstName: 'Ada', locale: 'ru' } as const;

describe('a person who agrees to the terms', () => {
  it('is recorded with what they agreed to, and welcomed with credits', async () => {
    const { aisha, ports } = aWorld();
    const { user, welcomeGrant } = await aisha.registerUser(ada);
    expect(user).toMatchObject({
      ...ada,
      consent: { version: defaultPolicy.consentVersion, givenAt: ports.clock.now() },
    });
    expect(welcomeGrant).toBe(300);
    expect(await aisha.getBalance(user.id)).toEqual({ available: 300, held: 0 });
  });

  it('twice, also at once, is one person and is welcomed once', async () => {
    const { aisha, ports } = aWorld();
    const answers = await Promise.all([1, 2, 3].map(() => aisha.registerUser(ada)));
    answers.push(await aisha.registerUser({ ...ada, firstName: 'Ada L.' }));

    const [id, ...others] = new Set(answers.map(({ user }) => user.id));
    expect(others).toEqual([]);
    expect(answers.filter(({ welcomeGrant }) => welcomeGrant > 0)).toHaveLength(1);
    expect(await aisha.getBalance(id!)).toEqual({ available: 300, held: 0 });
    expect(ledgerFaults(ports.unitOfWork.committed())).toEqual([]);
  });

  it('is welcomed once a year, however often they have themselves forgotten', async () => {
    const { aisha, ports } = aWorld();
    const join = () => aisha.registerUser(ada);
    const { user, welcomeGrant } = await join();
    expect(welcomeGrant).toBe(300);
    await aisha.requestErasure(user);
    const again = await join();
    expect(again).toMatchObject({ welcomeGrant: 0, welcomedBefore: true });
    expect(await join()).toEqual({ user: again.user, welcomeGrant: 0 });
    expect(again.user.id).not.toBe(user.id);
    expect(await aisha.getBalance(again.user.id)).toEqual({ available: 0, held: 0 });
    expect(
      (await aisha.registerUser({ ...ada, address: 'telegram:2' as Address })).welcomeGrant,
    ).toBe(300);

    await aisha.requestErasure(again.user);
    ports.clock.advance(397 * 24 * 60 * 60_000);
    expect((await join()).welcomeGrant).toBe(300);
    expect(ledgerFaults(ports.unitOfWork.committed())).toEqual([]);
  });

  it('leaves nothing behind that is their address, but that they were welcomed', async () => {
    const { aisha, ports } = aWorld();
    const { user } = await aisha.registerUser(ada);
    await aisha.requestErasure(user);
    const { welcomes } = ports.unitOfWork.committed();
    expect([...welcomes.keys()]).toEqual([ports.pseudonyms.of(ada.address)]);
    expect([...welcomes.keys()].join()).not.toContain(ada.address);
  });

  it('is welcomed without credits where the operator gives none', async () => {
    const prices = { ...defaultPolicy.prices, welcomeGrant: 0 };
    const { aisha, ports } = aWorld({ policy: { ...defaultPolicy, prices } });
    const { user, welcomeGrant } = await aisha.registerUser(ada);
    expect(welcomeGrant).toBe(0);
    expect(await aisha.getBalance(user.id)).toEqual({ available: 0, held: 0 });
    expect(ports.unitOfWork.committed().transfers.size).toBe(0);
    expect(ports.unitOfWork.committed().welcomes.size).toBe(0);
  });

  it('may have a name of any length, which is cut between characters', async () => {
    const { person } = aWorld();
    const { firstName } = await person({ firstName: `A${'😀'.repeat(200)}` });
    expect(firstName).toBe(`A${'😀'.repeat(63)}`);
  });
});

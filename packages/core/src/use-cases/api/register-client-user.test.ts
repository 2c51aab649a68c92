import { describe, expect, it } from 'vitest';
import { anApiClient } from '../../testing/builders/api.ts';
import { aWorld } from '../../testing/world/a-world.ts';

const client = anApiClient({ userCredits: 40 });
const ada = { client, externalId: 'ada', firstName: 'Ada', locale: 'en' };

describe('a person whom a client brings', () => {
  it('is given what its people are given, once', async () => {
    const { aisha } = aWorld();
    const first = await aisha.registerClientUser(ada);
    const second = await aisha.registerClientUser({ ...ada, firstName: 'Ada L.', locale: 'ru' });
    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(second.user).toEqual({ ...first.user, firstName: 'Ada L.', locale: 'ru' });
    expect(await aisha.getBalance(first.user.id)).toEqual({ available: 40, held: 0 });
  });

  it('is one person, however many bring them at once', async () => {
    const { aisha } = aWorld();
    const all = await Promise.all(Array.from({ length: 5 }, () => aisha.registerClientUser(ada)));
    expect(new Set(all.map(({ user }) => user.id)).size).toBe(1);
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
    const [one] = all;
    expect(await aisha.getBalance(one!.user.id)).toEqual({ available: 40, held: 0 });
  });

  it('is given it once a year, however often they are erased and brought again', async () => {
    const { aisha, ports } = aWorld();
    const { user } = await aisha.registerClientUser(ada);
    await aisha.requestErasure(user);
    const again = await aisha.registerClientUser(ada);
    expect(again.isNew).toBe(true);
    expect(again.user.id).not.toBe(user.id);
    expect(await aisha.getBalance(again.user.id)).toEqual({ available: 0, held: 0 });
    await aisha.requestErasure(again.user);
    ports.clock.advance(397 * 24 * 60 * 60_000);
    const later = await aisha.registerClientUser(ada);
    expect(await aisha.getBalance(later.user.id)).toEqual({ available: 40, held: 0 });
  });

  it('is somebody else under another client', async () => {
    const { aisha } = aWorld();
    const { user } = await aisha.registerClientUser(ada);
    const other = await aisha.registerClientUser({ ...ada, client: anApiClient() });
    expect(other.user.id).not.toBe(user.id);
    expect(await aisha.getBalance(other.user.id)).toEqual({ available: 0, held: 0 });
  });

  it('agrees anew where the terms are newer', async () => {
    const { aisha, ports } = aWorld();
    const { user } = await aisha.registerClientUser(ada);
    const older = { ...user, consent: { version: '2020-01', givenAt: new Date(0) } };
    await ports.unitOfWork.run(({ users }) => users.save(older));
    expect((await aisha.registerClientUser(ada)).user.consent).toEqual(user.consent);
  });
});

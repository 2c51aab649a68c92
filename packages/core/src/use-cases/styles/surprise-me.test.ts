import { describe, expect, it } from 'vitest';
import { aStyle, testIds } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';

const forArt = { artistic: { template: '{subject} in oil' } };

describe('a surprise', () => {
  it('is never what was suggested a moment ago', async () => {
    let chance = 1;
    const seed = () => (chance = (chance * 48_271) % 2_147_483_647);
    const { aisha, person } = aWorld({ ids: { ...testIds(), seed } });
    const { id: userId } = await person();
    let last: string | undefined;
    const seen = new Set<string | undefined>();
    for (let times = 0; times < 30; times += 1) {
      const style = await aisha.surpriseMe({ userId, last });
      expect(style?.id).not.toBe(last);
      last = style?.id;
      seen.add(last);
    }
    expect(seen.size).toBe(3);
  });

  it('is at first not what was ordered last', async () => {
    const { aisha, ready, ordered, ports } = aWorld();
    const avatar = await ready();
    ports.styleCatalog.offer([aStyle({ id: 'one' }), aStyle({ id: 'two' })]);
    await ordered({ avatarId: avatar.id, styleId: 'one' });
    for (let times = 0; times < 10; times += 1) {
      expect(await aisha.surpriseMe({ userId: avatar.userId })).toMatchObject({ id: 'two' });
    }
  });

  it('suits the avatars that there are', async () => {
    const { aisha, ready, ports } = aWorld();
    const { userId, id: avatarId } = await ready();
    const unfit = Array.from({ length: 20 }, (_, at) => aStyle({ id: `x${at}`, prompts: forArt }));
    ports.styleCatalog.offer([...unfit, aStyle({ id: 'fit' })]);
    for (const whose of [{ userId }, { userId, avatarId }]) {
      expect(await aisha.surpriseMe(whose)).toMatchObject({ id: 'fit' });
    }
  });

  it('is nothing where there is nothing', async () => {
    const { aisha, person, ports } = aWorld();
    const { id: userId } = await person();
    ports.styleCatalog.offer([]);
    expect(await aisha.surpriseMe({ userId })).toBeUndefined();
  });
});

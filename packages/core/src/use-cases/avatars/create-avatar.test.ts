import { describe, expect, it } from 'vitest';
import type { AvatarId } from '../../shared/ids.ts';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('creating an avatar', () => {
  it('starts a draft that costs nothing', async () => {
    const { person, aisha, look } = aWorld();
    const { id: userId } = await person();
    const created = await aisha.createAvatar({
      id: freshId(),
      userId,
      kind: 'artistic',
      subject: 'style',
      name: '  My  brush ',
    });
    expect(created).toMatchObject({
      ok: true,
      value: { userId, name: 'My brush', kind: 'artistic', subject: 'style', status: 'draft' },
    });
    expect(created.ok && look.avatar(created.value.id)).toEqual(created.ok && created.value);
    expect(await aisha.getBalance(userId)).toEqual({ available: 300, held: 0 });
  });

  it('makes one avatar of the same answer heard twice', async () => {
    const { person, aisha, ports } = aWorld();
    const { id: userId } = await person();
    const order = { userId, kind: 'portrait', subject: 'man', name: 'Ada' } as const;
    const id = freshId<AvatarId>();
    const twice = await Promise.all([1, 2].map(() => aisha.createAvatar({ ...order, id })));
    expect(twice[0]).toEqual(twice[1]);
    expect(ports.unitOfWork.committed().avatars.size).toBe(1);
  });

  it('makes the first one the main one', async () => {
    const { draft } = aWorld();
    const first = await draft();
    const second = await draft({ userId: first.userId });
    expect([first.isMain, second.isMain]).toEqual([true, false]);
  });

  it.each([
    ['a name of one character', { name: 'A' }, 'avatar-name.too-short'],
    ['a name of 51 characters', { name: 'x'.repeat(51) }, 'avatar-name.too-long'],
    ['a name full of markup', { name: '<b>_*[' }, 'avatar-name.has-markup'],
    ['a portrait of a style', { subject: 'style' }, 'avatar.subject-unfit'],
    ['a portrait of an object', { subject: 'object' }, 'avatar.subject-unfit'],
  ] as const)('is refused for %s', async (_, own, code) => {
    const { person, aisha, ports } = aWorld();
    const { id: userId } = await person();
    const id = freshId<AvatarId>();
    const order = { id, userId, kind: 'portrait', subject: 'woman', name: 'Ada', ...own } as const;
    expect(await aisha.createAvatar(order)).toMatchObject({ ok: false, refusal: { code } });
    expect(ports.unitOfWork.committed().avatars.size).toBe(0);
  });

  it('is refused beyond as many as one person may have, however many are asked for at once', async () => {
    const { person, aisha } = aWorld({ policy: { ...defaultPolicy, maxAvatarsPerUser: 3 } });
    const { id: userId } = await person();
    const order = { userId, kind: 'portrait', subject: 'man', name: 'Ada' } as const;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => aisha.createAvatar({ ...order, id: freshId() })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    expect(answers.at(-1)).toEqual({ ok: false, refusal: { code: 'avatar.too-many', max: 3 } });
  });
});

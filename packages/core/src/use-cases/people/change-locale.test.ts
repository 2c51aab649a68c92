import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('a person who chooses a language', () => {
  it('is spoken to in it from then on', async () => {
    const { person, submitted, draftWithPhotos, aisha, ports } = aWorld();
    const changed = await aisha.changeLocale(await person(), 'ru');
    expect(changed.locale).toBe('ru');
    const { id: avatarId, userId } = await draftWithPhotos(10, { userId: changed.id });
    await submitted({ avatarId, userId });
    expect(ports.notifier.told.at(-1)?.user).toEqual(changed);
  });
});

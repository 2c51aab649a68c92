import { describe, expect, it } from 'vitest';
import type { PhotoId } from '../../shared/ids.ts';
import { freshId } from '../../testing/index.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('one photo that was sent', () => {
  it('is found with its place among the others', async () => {
    const { draftWithPhotos, look, aisha } = aWorld();
    const avatar = await draftWithPhotos(3);
    const [, second] = look.photos();
    expect(await aisha.getPhoto(second!.id, avatar.userId)).toEqual({
      ok: true,
      value: { photo: second, avatar, number: 2, sent: 3 },
    });
  });

  it('is nobody else’s, and no other is made up', async () => {
    const { draftWithPhotos, person, look, aisha } = aWorld();
    const { userId } = await draftWithPhotos(1);
    const stranger = await person();
    const refusal = { code: 'photo.not-found' };
    expect(await aisha.getPhoto(look.photos()[0]!.id, stranger.id)).toEqual({ ok: false, refusal });
    expect(await aisha.getPhoto(freshId<PhotoId>(), userId)).toEqual({ ok: false, refusal });
  });
});

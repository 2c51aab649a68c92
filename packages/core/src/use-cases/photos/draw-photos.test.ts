import { describe, expect, it } from 'vitest';
import { readPlainPicture } from '../../testing/plain-picture.ts';
import { aWorld } from '../../testing/world/a-world.ts';

const looksOf = (sheet: Uint8Array): string => {
  const picture = readPlainPicture(sheet);
  if (typeof picture === 'string') throw new Error(picture);
  return picture.looks;
};

/** A good photo, one that is too small, and one that cannot be opened. */
const sent = async () => {
  const world = aWorld();
  const avatar = await world.draft();
  await world.send(avatar, 'a face');
  await world.send(avatar, 'far away', { width: 10 });
  await world.send(avatar, 'a wall', { width: 10_000, height: 10_000 });
  await world.ports.jobs.drain();
  const photoIds = world.look.photos().map(({ id }) => id);
  return { ...world, photoIds, userId: avatar.userId };
};

describe('a sheet of photos', () => {
  it('numbers them, with what was not taken in grey and what cannot be seen empty', async () => {
    const { aisha, photoIds, userId } = await sent();
    const sheet = await aisha.drawPhotos({ userId, photoIds, from: 10, columns: 3 });
    expect(looksOf(sheet)).toBe('10:a face | 11:~far away | 12:~-');
  });

  it('is drawn of the photos themselves where there are no thumbnails', async () => {
    const { aisha, photoIds, userId, ports, look } = await sent();
    const [photo] = look.photos();
    await ports.unitOfWork.run(async ({ photos }) => {
      await photos.delete(photo!.id, userId);
      await photos.add({ ...photo!, thumbnailKey: undefined });
    });
    await ports.blobs.delete(photo!.thumbnailKey!);
    const sheet = await aisha.drawPhotos({ userId, photoIds, from: 1, columns: 3 });
    expect(looksOf(sheet)).toContain('1:a face');
  });

  it('shows nothing of other people’s photos, nor of bytes that are gone', async () => {
    const { aisha, photoIds, userId, person, ports, look } = await sent();
    const { id: stranger } = await person();
    const foreign = await aisha.drawPhotos({ userId: stranger, photoIds, from: 1, columns: 3 });
    expect(looksOf(foreign)).toBe('1:~- | 2:~- | 3:~-');
    await ports.blobs.delete(look.photos()[0]!.thumbnailKey!);
    const sheet = await aisha.drawPhotos({ userId, photoIds, from: 1, columns: 3 });
    expect(looksOf(sheet)).toContain('1:-');
  });
});

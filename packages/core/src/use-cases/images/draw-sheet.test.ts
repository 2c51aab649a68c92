import { expect, it } from 'vitest';
import { plainPicture, readPlainPicture } from '../../testing/plain-picture.ts';
import { streamOf } from '../../shared/bytes.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { picturesIn } from '../../testing/world/pictures.ts';

it('a sheet shows pictures by their numbers, with hearts, and leaves out what is gone', async () => {
  const world = aWorld();
  const { ports, aisha } = world;
  const [first, second, third] = await picturesIn(world);
  const put = (key: typeof first.thumbnailKey, looks: string) => {
    const options = { contentType: 'image/jpeg', maxBytes: 1e6 };
    return ports.blobs.put(key, streamOf(plainPicture({ looks })), options);
  };
  await put(first.thumbnailKey, 'one');
  await put(third!.thumbnailKey, 'three');
  for (const key of [second!.thumbnailKey, second!.blobKey]) await ports.blobs.delete(key);
  const sheet = await aisha.drawSheet([first, second!, { ...third!, isFavourite: true }]);
  expect(readPlainPicture(sheet)).toMatchObject({ looks: '1:one | - | 3:♥three' });
});

import { expect, it } from 'vitest';
import type { Avatar } from '../../domain/avatar/avatar.ts';
import { plainPicture } from '../../testing/plain-picture.ts';
import { streamOf } from '../../testing/streams.ts';
import { aWorld, granted, type World } from '../../testing/world/a-world.ts';

const upload = ({ aisha }: World, { id: avatarId, userId }: Pick<Avatar, 'id' | 'userId'>) =>
  aisha.keepUpload({
    userId,
    avatarId,
    content: streamOf(plainPicture()),
    contentType: 'image/jpeg',
  });

const uploads = async ({ ports }: World): Promise<string[]> => {
  const keys: string[] = [];
  for await (const key of ports.blobs.list('uploads/')) keys.push(key);
  return keys;
};

it('an upload that nothing came of is removed, however often', async () => {
  const world = aWorld();
  const { source } = granted(await upload(world, await world.draft()));
  expect(await uploads(world)).toHaveLength(1);
  await world.aisha.dropUpload(source);
  await world.aisha.dropUpload(source);
  expect(await uploads(world)).toEqual([]);
});

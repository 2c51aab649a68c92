import { describe, expect, it } from 'vitest';
import { streamOf } from '../../shared/bytes.ts';
import type { BlobKey } from '../../shared/ids.ts';
import { aWorld } from '../../testing/world/a-world.ts';
import { utf8 } from '../../testing/streams.ts';

describe('removing what a deleted avatar was made of', () => {
  it('has the provider delete what it keeps of a training, once that has ended there', async () => {
    const world = aWorld();
    const { avatarId, userId } = await world.submitted();
    await world.aisha.deleteAvatar(avatarId, userId);
    await world.aisha.jobs['avatar.purge']({ avatarId, userId });
    expect(world.ports.providerFiles.deleted).toEqual([]);
    await world.ports.jobs.drainFor(60 * 60_000);
    const { requestId } = world.ports.trainer.latest();
    expect(world.ports.providerFiles.deleted).toContainEqual(
      expect.objectContaining({ requestId }),
    );
    expect(world.ports.jobs.pending('avatar.purge')).toEqual([]);
  });

  it('goes on where it was interrupted', async () => {
    const world = aWorld();
    const { id: avatarId, userId } = await world.ready();
    await world.aisha.deleteAvatar(avatarId, userId);
    const purge = world.aisha.jobs['avatar.purge'];
    const { blobs } = world.ports;
    const last = world.ports.blobs.keys().at(-1) as BlobKey;
    await purge({ avatarId, userId });
    await blobs.put(last, streamOf(utf8('left by a crash')), {
      contentType: 'application/octet-stream',
      maxBytes: 100,
    });
    const at = world.ports.clock.now();
    world.ports.clock.advance(60_000);
    await purge({ avatarId, userId });
    expect(blobs.keys()).toEqual([]);
    const [training] = [...world.ports.unitOfWork.committed().trainings.values()];
    expect(training?.resultDeletedAt).toEqual(at);
  });

  it('removes nothing of an avatar that is there', async () => {
    const world = aWorld();
    const { id: avatarId, userId } = await world.ready();
    const before = world.ports.blobs.keys();
    await world.aisha.jobs['avatar.purge']({ avatarId, userId });
    expect(world.ports.blobs.keys()).toEqual(before);
  });
});

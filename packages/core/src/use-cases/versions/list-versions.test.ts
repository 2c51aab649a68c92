import { describe, expect, it } from 'vitest';
import { granted } from '../../testing/world/a-world.ts';
import { twoVersions } from '../../testing/world/with-previews.ts';

describe('listing versions', () => {
  it('brings those that succeeded, the newest first, page by page', async () => {
    const { world, avatar, first, second } = await twoVersions();
    const { aisha, ports, submitted } = world;
    const { id: avatarId, userId } = avatar;
    await submitted({ avatarId, userId });
    const failure = { code: 'photos.no-face', retryable: false } as const;
    ports.trainer.fail(ports.trainer.latest().requestId, failure);
    await ports.jobs.drainFor(60_000);
    const all = granted(await aisha.listVersions(avatarId, userId, { limit: 10 }));
    expect(all.versions.map(({ id }) => id)).toEqual([second, first]);
    const page = granted(await aisha.listVersions(avatarId, userId, { limit: 10, before: 2 }));
    expect(page.versions.map(({ id }) => id)).toEqual([first]);
  });

  it("does not find another person's", async () => {
    const { world, avatar } = await twoVersions();
    const { id: stranger } = await world.person();
    const listed = await world.aisha.listVersions(avatar.id, stranger, { limit: 10 });
    expect(listed).toEqual({ ok: false, refusal: { code: 'avatar.not-found' } });
  });
});

import { describe, expect, it } from 'vitest';
import { aWorld } from '../../testing/world/a-world.ts';

describe('a person who chooses how it works for them', () => {
  it('keeps what they did not touch', async () => {
    const { person, aisha } = aWorld();
    const user = await person();
    await aisha.changeSettings(user, { count: 4, aspectRatio: '16:9' });
    // The one of before: what was chosen since then is not undone.
    const changed = await aisha.changeSettings(user, { notifications: 'results' });
    expect(changed.settings).toEqual({
      count: 4,
      aspectRatio: '16:9',
      quickMode: false,
      notifications: 'results',
      enhancement: 'off',
    });
  });

  it('can be asked for the shape each time again', async () => {
    const { person, aisha } = aWorld();
    const user = await aisha.changeSettings(await person(), { aspectRatio: '3:4' });
    const changed = await aisha.changeSettings(user, { aspectRatio: undefined });
    expect(changed.settings.aspectRatio).toBeUndefined();
  });

  it('is not told how it goes when only results matter, and still gets what was paid for', async () => {
    const { person, aisha, draftWithPhotos, submitted, ports } = aWorld();
    const user = await aisha.changeSettings(await person(), { notifications: 'results' });
    const { id: avatarId } = await draftWithPhotos(10, { userId: user.id });
    await submitted({ avatarId, userId: user.id });
    const { requestId } = ports.trainer.latest();
    ports.trainer.progress(requestId, 40);
    await ports.jobs.drainFor(60_000);
    expect(ports.notifier.last('training.progressed')).toBeUndefined();
    ports.trainer.succeed(requestId);
    await ports.jobs.drainFor(60_000);
    expect(ports.notifier.last('training.succeeded')).toBeDefined();
  });
});

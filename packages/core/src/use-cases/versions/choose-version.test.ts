import { describe, expect, it } from 'vitest';
import type { TrainingId } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { twoVersions } from '../../testing/world/with-previews.ts';

describe('choosing a version', () => {
  it('has pictures made with it, until another is chosen', async () => {
    const { world, avatar, first, second } = await twoVersions();
    const { aisha, look, ordered } = world;
    expect(look.avatar(avatar.id).activeTrainingId).toBe(second);
    expect(await aisha.chooseVersion(first, avatar.userId)).toMatchObject({ ok: true });
    expect((await ordered({ avatarId: avatar.id })).trainingId).toBe(first);
    await aisha.chooseVersion(second, avatar.userId);
    expect((await ordered({ avatarId: avatar.id })).trainingId).toBe(second);
  });

  it('is possible while a new one is trained, which is in use once it is ready', async () => {
    const { world, avatar, first } = await twoVersions();
    const { aisha, ports, look, submitted } = world;
    const { id: avatarId, userId } = avatar;
    const third = await submitted({ avatarId, userId });
    await aisha.chooseVersion(first, userId);
    expect(look.avatar(avatarId)).toMatchObject({ status: 'training', activeTrainingId: first });
    ports.trainer.succeed(ports.trainer.latest().requestId);
    await ports.jobs.drainFor(60_000);
    expect(look.avatar(avatarId)).toMatchObject({ status: 'ready', activeTrainingId: third.id });
  });

  it('finds no unfinished one, none of others and none of a deleted avatar', async () => {
    const { world, avatar, first, second } = await twoVersions();
    const { aisha, look, person, submitted } = world;
    const { id: avatarId, userId } = avatar;
    const { id: stranger } = await person();
    const unfinished = await submitted({ avatarId, userId });
    const refused = { ok: false, refusal: { code: 'training.not-found' } };
    expect(await aisha.chooseVersion(first, stranger)).toEqual(refused);
    expect(await aisha.chooseVersion(unfinished.id, userId)).toEqual(refused);
    expect(await aisha.chooseVersion(freshId<TrainingId>(), userId)).toEqual(refused);
    expect(look.avatar(avatarId).activeTrainingId).toBe(second);
    await aisha.deleteAvatar(avatarId, userId);
    expect(await aisha.chooseVersion(first, userId)).toEqual(refused);
  });
});

import { describe, expect, it } from 'vitest';
import type { RunFailure } from '../domain/run/run.ts';
import { aWorld, granted } from '../testing/world/a-world.ts';

const failedOn = async (failure: RunFailure) => {
  const world = aWorld();
  const { id, userId } = await world.submitted();
  world.ports.trainer.fail(world.ports.trainer.latest().requestId, failure);
  await world.ports.jobs.drainFor(60_000);
  const told = world.ports.notifier.told.findLast(
    ({ notification }) => notification.type === 'training.ended',
  );
  return { world, id, userId, told };
};
const noFace = { code: 'photos.no-face', retryable: false } as const;

describe('a training that failed on a photo', () => {
  it('tells which one and shows it', async () => {
    const { world, id, told } = await failedOn({ ...noFace, photoNumber: 7 });
    const training = world.look.training(id);
    const photoId = training.photoIds[6];
    const photo = world.look.photos().find((each) => each.id === photoId);
    expect(training.failure).toMatchObject({ photoNumber: 7 });
    expect(told).toMatchObject({
      notification: { failure: 'photos.no-face', photo: { number: 7, id: photoId }, refunded: 60 },
      photo: photo?.stored,
    });
  });

  it('names it by its number among all that were sent, and counts it no more', async () => {
    const world = aWorld();
    const avatar = await world.draft();
    await world.send(avatar, 'too small', { width: 10 });
    for (let at = 0; at < 11; at += 1) await world.send(avatar, `face ${at}`);
    await world.ports.jobs.drain();
    const { id: avatarId, userId } = avatar;
    const { photoIds } = await world.submitted({ avatarId, userId });
    const failure = { ...noFace, photoNumber: 7 };
    world.ports.trainer.fail(world.ports.trainer.latest().requestId, failure);
    await world.ports.jobs.drainFor(60_000);

    const photo = { number: 8, id: photoIds[6]! };
    expect(world.ports.notifier.last('training.ended')).toMatchObject({ photo });
    const verdict = { status: 'refused', refusal: 'photo.at-fault' };
    const found = granted(await world.aisha.getPhoto(photo.id, userId));
    expect(found).toMatchObject({ number: 8, photo: verdict });
    const { photos } = granted(await world.aisha.listPhotos(avatarId, userId));
    expect(photos[7]).toMatchObject({ id: photo.id, ...verdict });
    const { intake } = granted(await world.aisha.getAvatar(avatarId, userId));
    const card = granted(await world.aisha.getAvatarCard(avatarId, userId));
    for (const counted of [intake, card.intake]) {
      expect(counted).toMatchObject({ accepted: 10, sent: 12, enough: true });
      expect(counted.refused).toEqual({ 'photo.too-small': 1, 'photo.at-fault': 1 });
    }
  });

  it.each([
    ['that the provider does not name', noFace],
    ['that is none of its own', { ...noFace, photoNumber: 11 }],
  ])('%s tells none', async (_, failure) => {
    const { told } = await failedOn(failure);
    expect(told?.notification).toMatchObject({ failure: 'photos.no-face', photo: undefined });
    expect(told?.photo).toBe(undefined);
  });
});

import { describe, expect, it } from 'vitest';
import type { RunFailure } from '../domain/run/run.ts';
import { aWorld } from '../testing/world/a-world.ts';

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

  it.each([
    ['that the provider does not name', noFace],
    ['that is none of its own', { ...noFace, photoNumber: 11 }],
  ])('%s tells none', async (_, failure) => {
    const { told } = await failedOn(failure);
    expect(told?.notification).toMatchObject({ failure: 'photos.no-face', photo: undefined });
    expect(told?.photo).toBe(undefined);
  });
});

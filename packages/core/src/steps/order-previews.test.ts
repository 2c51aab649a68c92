import { describe, expect, it } from 'vitest';
import { previewPrompts, previewSeed } from '../domain/generation/preview.ts';
import { avatarSubjects } from '../domain/avatar/avatar.ts';
import { parsePrompt } from '../domain/generation/prompt.ts';
import { freshId } from '../testing/builders/fresh.ts';
import { ledgerFaults } from '../testing/world/ledger-faults.ts';
import { aWorldWithPreviews, drawn, trainedAgain } from '../testing/world/with-previews.ts';
import type { World } from '../testing/world/a-world.ts';

const previewsIn = ({ ports }: World) =>
  [...ports.unitOfWork.committed().generations.values()].filter(
    ({ purpose }) => purpose === 'preview',
  );
const told = ({ ports }: World, type: string) =>
  ports.notifier.told.filter(({ notification }) => notification.type === type);

describe('the first pictures of a version', () => {
  it('follow the news that it is ready, and cost nothing', async () => {
    const world = aWorldWithPreviews();
    const { id: avatarId, userId, activeTrainingId, name } = await world.ready();
    const before = await world.aisha.getBalance(userId);
    expect(world.ports.notifier.last('training.succeeded')).toMatchObject({ previews: 4 });
    expect(told(world, 'training.previewed')).toEqual([]);
    await drawn(world);
    const [preview] = previewsIn(world);
    expect(preview).toMatchObject({ status: 'succeeded', delivered: 4, price: 0, avatarId });
    expect(world.ports.notifier.last('training.previewed')).toMatchObject({
      trainingId: activeTrainingId,
      avatarId,
      avatarName: name,
      version: 1,
      olderTrainingId: undefined,
    });
    expect(told(world, 'training.previewed')[0]?.images).toHaveLength(4);
    expect(await world.aisha.getBalance(userId)).toEqual(before);
    expect(world.look.hold(preview!.holdId)).toMatchObject({ amount: 0, status: 'released' });
    expect(ledgerFaults(world.ports.unitOfWork.committed())).toEqual([]);
    expect((await world.ports.ledgerAudit.verify({ limit: 10 })).findings).toEqual([]);
  });

  it('are told of neither as they go on nor as an order', async () => {
    const world = aWorldWithPreviews();
    await world.ready();
    await drawn(world);
    for (const type of ['generation.progressed', 'generation.succeeded', 'generation.ended']) {
      expect(told(world, type), type).toEqual([]);
    }
  });

  it('are made once a version, and are of the same as before, so that two can be compared', async () => {
    const world = aWorldWithPreviews();
    const avatar = await world.ready();
    await drawn(world);
    const again = await trainedAgain(world, avatar);
    const [first, second, ...more] = previewsIn(world);
    expect(more).toEqual([]);
    expect(second?.trainingId).toBe(again.id);
    expect(second?.request.seed).toBe(first?.request.seed);
    expect(second?.prompt).toBe(first?.prompt);
    expect(world.ports.notifier.last('training.previewed')).toMatchObject({
      version: 2,
      olderTrainingId: avatar.activeTrainingId,
    });
  });

  it('that do not work out cost nothing and are told of; what the run cost us is known', async () => {
    const world = aWorldWithPreviews();
    const { userId } = await world.ready();
    const before = await world.aisha.getBalance(userId);
    const [preview] = previewsIn(world);
    world.ports.generator.fail(world.ports.generator.latest().requestId, {
      code: 'content.blocked',
      retryable: false,
    });
    await world.ports.jobs.drainFor(60_000);
    expect(previewsIn(world)).toMatchObject([{ status: 'blocked' }]);
    expect(told(world, 'generation.ended')).toEqual([]);
    expect(told(world, 'training.previewed')).toMatchObject([{ notification: { imageIds: [] } }]);
    expect(await world.aisha.getBalance(userId)).toEqual(before);
    expect(world.look.runs(preview!.id)).toMatchObject([{ status: 'ended' }]);
    expect(ledgerFaults(world.ports.unitOfWork.committed())).toEqual([]);
  });

  it('end with their avatar', async () => {
    const world = aWorldWithPreviews();
    const { id, userId } = await world.ready();
    await world.aisha.deleteAvatar(id, userId);
    await drawn(world);
    expect(previewsIn(world)).toMatchObject([{ status: 'cancelled' }]);
    expect(told(world, 'training.previewed')).toEqual([]);
  });

  it('are of something that can be asked for, whatever the subject', () => {
    for (const subject of avatarSubjects) {
      expect(parsePrompt(previewPrompts[subject])).toEqual({
        ok: true,
        value: previewPrompts[subject],
      });
    }
    const seed = previewSeed(freshId());
    expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31).toBe(true);
  });
});

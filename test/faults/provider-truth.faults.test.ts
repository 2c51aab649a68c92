import { afterEach, describe, expect, it } from 'vitest';
import { openTruthWorld, type TruthWorld } from './provider-truth/truth-world.ts';
import { until } from './until.ts';
import { size } from './size.ts';

let world: TruthWorld;
const open = async (timings: Parameters<typeof openTruthWorld>[0] = {}): Promise<TruthWorld> => {
  world = await openTruthWorld(timings);
  return world;
};
afterEach(() => world.close());

const available = 300;
const trainingPrice = 60;

describe('a submission that a proxy replays', () => {
  const people = size(2, 20);

  it(`is paid for twice by us and once by each of ${people} people`, async () => {
    const { aisha, sandbox, proxy, person, train, trainingOf, settled, broken } = await open();
    const owners = [];
    for (let count = 0; count < people; count += 1) {
      const owned = await person();
      proxy.replayNextSubmission();
      const { id } = await train(owned);
      await until(async () => (await trainingOf(owned)).status === 'succeeded');
      owners.push({ ...owned, id });
    }
    await settled();
    expect(sandbox.runs()).toHaveLength(2 * people);
    for (const { userId, id } of owners) {
      expect(await aisha.getBalance(userId)).toEqual({
        available: available - trainingPrice,
        held: 0,
      });
      const runs = await world.runsOf(id);
      expect(runs.filter(({ orphan }) => orphan)).toHaveLength(1);
      expect(runs.filter(({ orphan }) => !orphan)).toHaveLength(1);
      expect(runs.filter(({ billing }) => billing === 'billed').length).toBeGreaterThan(0);
    }
    const news = world.told().filter(({ notification: { type } }) => type === 'training.succeeded');
    expect(news).toHaveLength(people);
    expect(await broken()).toEqual([]);
  });
});

describe('a training that fails on a photo', () => {
  it('tells which photo, shows it, gives the price back and leaves it out the next time', async () => {
    const { aisha, sandbox, person, train, trained, trainingOf, settled, told } = await open();
    const effect = { kind: 'fail', type: 'face_detection_error', file: '003.jpg' } as const;
    sandbox.faults.add({ point: 'training', effect });
    const owned = await person();
    const { id, photoIds } = await train(owned);
    await until(async () => (await trainingOf(owned)).status === 'failed');
    await settled();
    const photo = { number: 3, id: photoIds[2] };
    expect((await trainingOf(owned)).failure).toMatchObject({
      code: 'photos.no-face',
      photoNumber: 3,
    });
    const ended = told().find(({ notification: { type } }) => type === 'training.ended');
    expect(ended).toMatchObject({
      notification: { trainingId: id, failure: 'photos.no-face', photo, refunded: trainingPrice },
      photo: { blobKey: expect.stringContaining(String(photo.id)) as string },
    });
    expect(await aisha.getBalance(owned.userId)).toEqual({ available, held: 0 });

    await trained(owned);
    expect((await trainingOf(owned)).photoIds).toEqual(
      photoIds.filter((each) => each !== photo.id),
    );
    await settled();
    expect(await world.broken()).toEqual([]);
  });
});

describe('content that the provider flags', () => {
  it('is not delivered and not paid for, per picture and as a whole', async () => {
    const { aisha, sandbox, person, trained, order, settled, runsOf } = await open();
    const owned = await person();
    await trained(owned);
    const statusOf = async (id: Awaited<ReturnType<typeof order>>) =>
      (await aisha.getGeneration(id, owned.userId))?.status;
    const before = await aisha.getBalance(owned.userId);

    sandbox.faults.add({ point: 'generation', effect: { kind: 'flag', indexes: [0, 3] } });
    const half = await order(owned, 4);
    await until(async () => (await statusOf(half)) === 'succeeded');
    expect((await aisha.getGeneration(half, owned.userId))?.delivered).toBe(2);
    const { images } = await aisha.listImages(owned.userId, { limit: 10 });
    expect(new Set(images.map(({ index }) => index))).toEqual(new Set([1, 2]));
    const paid = before.available - (await aisha.getBalance(owned.userId)).available;
    expect(paid).toBe(4);

    const effect = { kind: 'fail', type: 'content_policy_violation' } as const;
    sandbox.faults.add({ point: 'generation', effect });
    const refused = await order(owned, 4);
    await until(async () => (await statusOf(refused)) === 'blocked');
    sandbox.faults.add({ point: 'generation', effect: { kind: 'flag', indexes: [0] } });
    const black = await order(owned, 1);
    await until(async () => (await statusOf(black)) === 'blocked');
    await settled();
    expect(await runsOf(refused)).toEqual([{ status: 'ended', billing: 'maybe', orphan: false }]);
    expect(await runsOf(black)).toEqual([{ status: 'ended', billing: 'billed', orphan: false }]);
    expect(await aisha.getBalance(owned.userId)).toEqual({
      available: before.available - paid,
      held: 0,
    });
    expect(await world.broken()).toEqual([]);
  });
});

describe('a cancelled training', () => {
  it('that the provider finishes all the same is on our bill, and the refund stands', async () => {
    const { aisha, sandbox, person, train, trainingOf, settled, runsOf } = await open({
      trainingMs: 1_500,
    });
    sandbox.faults.add({ point: 'ignored-cancel', effect: { kind: 'ignore' } });
    const owned = await person();
    const { id } = await train(owned);
    await until(() => sandbox.runs()[0]?.status === 'IN_PROGRESS');
    await until(async () => ['queued', 'running'].includes((await trainingOf(owned)).status));
    const cancelled = await aisha.cancelTraining(id, owned.userId);
    expect(cancelled).toMatchObject({ ok: true, value: { status: 'cancelled' } });
    await settled();
    expect(await runsOf(id)).toEqual([{ status: 'ended', billing: 'billed', orphan: false }]);
    expect((await trainingOf(owned)).status).toBe('cancelled');
    expect(await aisha.getBalance(owned.userId)).toEqual({ available, held: 0 });
    expect(await world.broken()).toEqual([]);
  });

  it('that had not begun costs us nothing', async () => {
    const { aisha, sandbox, person, train, trainingOf, settled, runsOf } = await open({
      queueMs: 20_000,
    });
    const owned = await person();
    const { id } = await train(owned);
    await until(async () => (await trainingOf(owned)).status === 'queued');
    await aisha.cancelTraining(id, owned.userId);
    await settled();
    expect(await runsOf(id)).toEqual([{ status: 'ended', billing: 'free', orphan: false }]);
    expect(sandbox.runs()).toMatchObject([{ error: 'client_cancelled', costUsd: 0 }]);
    expect(await world.broken()).toEqual([]);
  });
});

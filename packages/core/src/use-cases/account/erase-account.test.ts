import { describe, expect, it } from 'vitest';
import type { ErasureId } from '../../shared/ids.ts';
import { createAisha } from '../../create-aisha.ts';
import { withFaults } from '../../testing/with-faults.ts';
import { aWorld, type World } from '../../testing/world/a-world.ts';
import { ledgerFaults } from '../../testing/world/ledger-faults.ts';

const secrets = ['Xenia', 'telegram:4711', 'Velociraptor', 'on the moon with a cello'];

/** Somebody with everything: made, in the making, refused. */
const aLeaver = async (world: World) => {
  const { person, ready, inTheMaking, ordered, ports } = world;
  const user = await person({ address: 'telegram:4711', firstName: 'Xenia' });
  const avatar = await ready({ userId: user.id, name: 'Velociraptor' });
  const order = { avatarId: avatar.id, prompt: 'on the moon with a cello' };
  await inTheMaking({ ...order, count: 2 });
  ports.generator.succeed(ports.generator.latest().requestId);
  await ports.jobs.drainFor(60_000);
  await inTheMaking(order);
  await ordered(order);
  return user;
};

/** Everything that is stored anywhere, as text. */
const everything = ({ ports, log }: World): string =>
  JSON.stringify([
    Object.values(ports.unitOfWork.committed()).map((table) => [
      ...(table as Map<string, unknown>),
    ]),
    ports.blobs.keys(),
    ports.jobs.pending(),
    ports.jobs.parked(),
    log,
  ]);

describe('forgetting a person', () => {
  it('leaves nothing of them anywhere, stops and refunds what went on, and keeps the books true', async () => {
    const world = aWorld();
    const { aisha, ports, ready } = world;
    const other = await ready({ name: 'Boris' });
    const user = await aLeaver(world);
    const { available, held } = await aisha.getBalance(user.id);
    expect(held).toBeGreaterThan(0);
    const { runs, generations, images } = ports.unitOfWork.committed();
    const countOf = (table: ReadonlyMap<string, { userId: string }>) =>
      [...table.values()].filter(({ userId }) => userId === user.id).length;
    const sent = new Set(
      [...runs.values()].flatMap((run) => (run.userId === user.id ? [run.requestId] : [])),
    );
    sent.delete(undefined);
    const receipt = await aisha.requestErasure(user);
    await ports.jobs.drainFor(120_000);

    const left = everything(world);
    for (const secret of secrets) expect(left).not.toContain(secret);
    expect(await aisha.getBalance(user.id)).toEqual({ available: available + held, held: 0 });
    expect(ledgerFaults(ports.unitOfWork.committed())).toEqual([]);
    expect((await aisha.auditLedger.verify({ limit: 10 })).counts).toEqual({});
    expect(sent.size).toBeGreaterThan(2);
    const deleted = new Set(ports.providerFiles.deleted.map(({ requestId }) => requestId));
    // What was ordered in the last moment was sent in the meantime, and is deleted, too.
    expect([...deleted]).toEqual(expect.arrayContaining([...sent]));
    expect(ports.generator.latest().observation.state).toBe('cancelled');
    const news = ports.notifier.told.findLast(({ user: told }) => told.id === user.id);
    expect(news).toMatchObject({
      user: { address: 'telegram:4711' },
      notification: {
        type: 'account.erased',
        receipt,
        erased: {
          avatars: 1,
          photos: 10,
          trainings: 1,
          orders: countOf(generations),
          pictures: countOf(images),
          atProvider: deleted.size,
          leftAtProvider: 0,
        },
      },
    });
    expect(await aisha.getAvatar(other.id, other.userId)).toMatchObject({ ok: true });
    const theirs = ports.blobs.keys().filter((key) => key.includes(other.id));
    expect(theirs.length).toBeGreaterThanOrEqual(10);
  });

  it('leaves what the provider is owed among the costs, under nobody’s name', async () => {
    const world = aWorld();
    const { aisha, ports, requested } = world;
    const { userId } = await requested();
    await ports.jobs.drain();
    ports.trainer.succeed(ports.trainer.latest().requestId);
    await ports.jobs.drainFor(60_000);
    const costs = async () => (await aisha.auditLedger.verify({ limit: 1 })).totals.provider;
    const spent = await costs();
    expect(spent.billedUsd).toBeGreaterThan(0);
    await aisha.requestErasure({ id: userId });
    await ports.jobs.drainFor(60_000);
    expect(ports.unitOfWork.committed().runs.size).toBe(0);
    expect((await costs()).billedUsd).toBe(spent.billedUsd);
  });

  it('gives the credits back of what was about to be delivered', async () => {
    const world = aWorld();
    const { aisha, ports, inTheMaking, look } = world;
    const { id, userId } = await inTheMaking();
    ports.generator.succeed(ports.generator.latest().requestId);
    await ports.unitOfWork.run(({ generations }) =>
      generations.save(
        { ...look.generation(id), status: 'finishing', output: { images: [] } as never },
        ['queued', 'running'],
      ),
    );
    const { available, held } = await aisha.getBalance(userId);
    await aisha.requestErasure({ id: userId });
    await ports.jobs.drainFor(60_000);
    expect(await aisha.getBalance(userId)).toEqual({ available: available + held, held: 0 });
    expect((await aisha.auditLedger.verify({ limit: 10 })).counts).toEqual({});
  });

  it('goes on where the provider is away for a while, and where it deletes nothing', async () => {
    const world = aWorld();
    const { aisha, ports, ready } = world;
    const { userId } = await ready();
    ports.providerFiles.failNext();
    ports.providerFiles.answerWith('kept');
    const receipt = await aisha.requestErasure({ id: userId });
    await ports.jobs.drainFor(60_000);
    expect(await aisha.getReceipt(receipt!)).toMatchObject({
      erased: { atProvider: 0, leftAtProvider: 1 },
    });
  });

  it('is done for who has blocked us, too', async () => {
    const { person, aisha, ports } = aWorld();
    const user = await person();
    ports.notifier.blockBy(user.id);
    const receipt = await aisha.requestErasure(user);
    await ports.jobs.drain();
    expect((await aisha.getReceipt(receipt!))?.finishedAt).toBeDefined();
    expect(ports.jobs.parked()).toEqual([]);
  });

  it('changes nothing when it is heard of again, or of nobody', async () => {
    const { person, aisha, ports } = aWorld();
    const receipt = await aisha.requestErasure(await person());
    await ports.jobs.drain();
    const before = ports.unitOfWork.committed();
    const told = ports.notifier.told.length;
    await aisha.jobs['account.erase']({ erasureId: receipt! });
    await aisha.jobs['account.erase']({ erasureId: 'nobody' as ErasureId });
    expect(ports.unitOfWork.committed()).toEqual(before);
    expect(ports.notifier.told).toHaveLength(told);
  });

  it('ends the same wherever it is killed', async () => {
    const struck = new Set<string>();
    for (let at = 1; ; at += 1) {
      const world = aWorld();
      const user = await aLeaver(world);
      const receipt = await world.aisha.requestErasure(user);
      const faulty = withFaults(world.ports, { at, mode: 'throw-after', error: 'defect' });
      const erase = createAisha(faulty.ports).jobs['account.erase'];
      await erase({ erasureId: receipt! }).catch(() => undefined);
      const call = faulty.struck() ?? 'nothing';
      await world.ports.jobs.drainFor(120_000);
      const left = everything(world);
      for (const secret of secrets) expect(left, `after ${call}`).not.toContain(secret);
      expect((await world.aisha.auditLedger.verify({ limit: 10 })).counts).toEqual({});
      expect((await world.aisha.getReceipt(receipt!))?.finishedAt, `after ${call}`).toBeDefined();
      if (call === 'nothing') break;
      struck.add(call);
    }
    expect(struck).toContain('traces.erase');
    expect(struck).toContain('accounts.removeRows');
    expect(struck).toContain('blobs.delete');
  }, 60_000);
});

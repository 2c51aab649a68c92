import { describe, expect, it } from 'vitest';
import { readPlainArchive, textOf } from '../../testing/index.ts';
import { aWorld, granted, type World } from '../../testing/world/a-world.ts';
import { before } from '../../testing/world/before.ts';
import type { ExportId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';

const aPersonWithPictures = async (world: World) => {
  const { ready, inTheMaking, ports } = world;
  const { id: avatarId, userId } = await ready({ name: 'Vera' });
  await inTheMaking({ avatarId, prompt: 'on a red bicycle', count: 2 });
  ports.generator.succeed(ports.generator.latest().requestId);
  await ports.jobs.drainFor(60_000);
  return { userId, avatarId };
};

const archivesOf = ({ ports }: World) =>
  ports.notifier.told.flatMap(({ notification, file }) =>
    notification.type === 'account.exported' && file
      ? [{ ...file, entries: readPlainArchive(ports.blobs.contentOf(file.blobKey)!) }]
      : [],
  );

describe('the copy of a person’s data', () => {
  it('holds every row, photo and picture of theirs, and nothing of another person', async () => {
    const world = aWorld();
    const { aisha, ports, ready } = world;
    const stranger = await ready({ name: 'Boris' });
    const { userId } = await aPersonWithPictures(world);
    granted(await aisha.requestAccountExport(userId));
    await ports.jobs.drain();

    const [archive] = archivesOf(world);
    expect(archive?.name).toBe('my-data.zip');
    const entries = archive?.entries ?? [];
    const text = entries
      .filter(({ name }) => name.endsWith('.json'))
      .map(({ content }) => textOf(content))
      .join('');
    for (const said of ['Ada', 'Vera', 'on a red bicycle', 'welcome', userId]) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain('Boris');
    expect(text).not.toContain(stranger.userId);
    const names = entries.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('photos/'))).toHaveLength(10);
    expect(names.filter((name) => name.startsWith('pictures/'))).toHaveLength(2);
    const files = names.filter((name) => !name.startsWith('data/'));
    for (const name of files) expect(name).toMatch(/^[a-z]+\/\d{4}-\d\d-\d\d-\d{4}\.[a-z]+$/u);
    expect(new Set(files).size).toBe(12);
    // Which row a file belongs to is told by its key.
    const [image] = ports.unitOfWork.committed().images.values();
    const list = entries.find(({ name }) => name === 'data/files-1.json');
    const keys = JSON.parse(textOf(list!.content)) as { name: string; key: string }[];
    const named = keys.find(({ key }) => key === image?.blobKey);
    const picture = entries.find(({ name }) => name === named?.name);
    expect(picture?.content).toEqual(ports.blobs.contentOf(image!.blobKey));
  });

  it('is removed a day later, and its rows at once', async () => {
    const world = aWorld();
    const { userId } = await aPersonWithPictures(world);
    const { aisha, ports } = world;
    granted(await aisha.requestAccountExport(userId));
    await ports.jobs.drain();
    const copies = () => ports.blobs.keys().filter((key) => key.startsWith('exports/'));
    expect(copies()).toHaveLength(1);
    await ports.jobs.drainFor(23 * 60 * 60_000);
    expect(copies()).toHaveLength(1);
    await ports.jobs.drainFor(2 * 60 * 60_000);
    expect(copies()).toEqual([]);
  });

  it('leaves out what our storage has lost, and brings the rest', async () => {
    const world = aWorld();
    const { userId } = await aPersonWithPictures(world);
    const { aisha, ports } = world;
    const [image] = ports.unitOfWork.committed().images.values();
    await ports.blobs.delete(image!.blobKey);
    granted(await aisha.requestAccountExport(userId));
    await ports.jobs.drain();
    const names = archivesOf(world)[0]?.entries.map(({ name }) => name) ?? [];
    expect(names.filter((name) => name.startsWith('pictures/'))).toHaveLength(1);
    expect(names.filter((name) => name.startsWith('photos/'))).toHaveLength(10);
  });

  it('leaves out what our storage has damaged, and brings the rest', async () => {
    const world = aWorld();
    const { userId } = await aPersonWithPictures(world);
    const { aisha, ports } = world;
    granted(await aisha.requestAccountExport(userId));
    before(ports.blobs, 'find', () => {
      throw new PortError('storage.corrupt', 'find a blob', { retryable: false });
    });
    await ports.jobs.drainFor(60_000);
    const names = archivesOf(world)[0]?.entries.map(({ name }) => name) ?? [];
    expect(names.filter((name) => /^(?:photos|pictures)\//u.test(name))).toHaveLength(11);
  });

  it('survives a storage that is away, and is sent once', async () => {
    const world = aWorld();
    const { userId } = await aPersonWithPictures(world);
    const { aisha, ports } = world;
    granted(await aisha.requestAccountExport(userId));
    ports.blobs.failNext();
    await ports.jobs.drainFor(60_000);
    expect(archivesOf(world)).toHaveLength(1);
  });

  it('of somebody who leaves while it is packed is not sent, and nothing of it stays', async () => {
    const world = aWorld();
    const { userId } = await aPersonWithPictures(world);
    const { aisha, ports } = world;
    granted(await aisha.requestAccountExport(userId));
    const original = { ...ports.blobs };
    let hasLeft = false;
    ports.blobs.put = async (...args) => {
      // All of them are gone by the time that the archive is written.
      if (args[0].endsWith('.zip') && !hasLeft) {
        hasLeft = true;
        const receipt = await aisha.requestErasure({ id: userId });
        await aisha.jobs['account.erase']({ erasureId: receipt! });
      }
      return original.put(...args);
    };
    await ports.jobs.drainFor(60_000);
    expect(hasLeft).toBe(true);
    expect(archivesOf(world)).toEqual([]);
    expect(ports.blobs.keys()).toEqual([]);
  });

  it('of somebody who left meanwhile is not made', async () => {
    const world = aWorld();
    const { aisha, ports, person } = world;
    const user = await person();
    granted(await aisha.requestAccountExport(user.id));
    await aisha.requestErasure(user);
    await ports.jobs.drainFor(60_000);
    expect(archivesOf(world)).toEqual([]);
    await aisha.jobs['account.export']({ exportId: 'nobody' as ExportId });
  });
});

import type { ArchiveBuilder, ArchiveEntry } from '../../ports/archive-builder.ts';
import { deepEqual, equal, ok, rejects } from '../assert.ts';
import { brokenStream, collect, streamOf, utf8 } from '../streams.ts';
import { casesOf, type Suite, type Until } from './suite.ts';

/** `read` opens an archive with a reader of somebody else's making. */
export type ArchiveBuilderContext = {
  readonly archives: ArchiveBuilder;
  readonly read: (
    archive: Uint8Array,
  ) => Promise<readonly { readonly name: string; readonly content: Uint8Array }[]>;
  readonly until: Until;
};

export const archiveBuilderContract = (suite: Suite<ArchiveBuilderContext>): void => {
  const test = casesOf(suite);
  const entry = (name: string, content: Uint8Array): ArchiveEntry => ({
    name,
    bytes: content.length,
    open: async () => streamOf(content.slice(0, 3), content.slice(3)),
  });

  test('entries are read back in order, name and content', async ({ archives, read }) => {
    const all = Uint8Array.from({ length: 256 }, (_, index) => index);
    const entries = [
      entry('02.png', all),
      entry('01.jpg', utf8('first')),
      entry('03.txt', utf8('x')),
    ];
    const archive = await collect(archives.build(entries));
    deepEqual(await read(archive), [
      { name: '02.png', content: all },
      { name: '01.jpg', content: utf8('first') },
      { name: '03.txt', content: utf8('x') },
    ]);
  });

  test('many entries and an empty one are fine', async ({ archives, read }) => {
    const entries = Array.from({ length: 50 }, (_, index) =>
      entry(`${index}.jpg`, utf8('photo'.repeat(index * 100))),
    );
    const found = await read(await collect(archives.build(entries)));
    equal(found.length, 50);
    deepEqual(found[0], { name: '0.jpg', content: new Uint8Array() });
    equal(found[49]?.content.length, 49 * 500);
  });

  test('content is stored as it is, not made smaller', async ({ archives }) => {
    const content = new Uint8Array(100_000);
    const archive = await collect(archives.build([entry('zeros.bin', content)]));
    ok(archive.length >= content.length, 'the archive is smaller than its content');
    ok(archive.length < content.length + 1000, 'the archive wastes space');
  });

  test('entries are opened one at a time, when their turn comes', async ({ archives }) => {
    let open = 0;
    let most = 0;
    let opened = 0;
    const watched = (name: string): ArchiveEntry => ({
      name,
      bytes: 200_000,
      open: async () => {
        opened += 1;
        open += 1;
        most = Math.max(most, open);
        return closing(streamOf(new Uint8Array(100_000), new Uint8Array(100_000)), () => {
          open -= 1;
        });
      },
    });
    const stream = archives.build([watched('1'), watched('2'), watched('3')]);
    equal(opened, 0, 'opened before anybody read');
    await collect(stream);
    deepEqual([opened, most, open], [3, 1, 0]);
  });

  test('an entry that breaks off breaks the archive', async ({ archives }) => {
    const broken = new Error('the source broke off');
    const entries: ArchiveEntry[] = [
      entry('1.jpg', utf8('fine')),
      { name: '2.jpg', bytes: 8, open: async () => brokenStream(broken, utf8('half')) },
    ];
    await rejects(collect(archives.build(entries)));
  });

  test('an entry that cannot be opened breaks the archive', async ({ archives }) => {
    const missing: ArchiveEntry = {
      name: '1.jpg',
      bytes: 8,
      open: () => Promise.reject(new Error('not there')),
    };
    await rejects(collect(archives.build([missing])));
  });

  test('an entry of another size than announced breaks the archive', async ({ archives }) => {
    for (const bytes of [3, 5]) {
      const wrong = { ...entry('1.jpg', utf8('four')), bytes };
      await rejects(collect(archives.build([wrong])));
    }
  });

  test('a reader that stops half-way lets go of the entry', async ({ archives, until }) => {
    let closed = false;
    const endless: ArchiveEntry = {
      name: 'large.bin',
      bytes: 100_000_000,
      open: async () =>
        closing(streamOf(...Array.from({ length: 1000 }, () => new Uint8Array(100_000))), () => {
          closed = true;
        }),
    };
    let bytes = 0;
    for await (const chunk of archives.build([endless])) {
      bytes += chunk.length;
      if (bytes > 500_000) break;
    }
    await until(() => closed);
  });
};

async function* closing(
  stream: AsyncIterable<Uint8Array>,
  close: () => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } finally {
    close();
  }
}

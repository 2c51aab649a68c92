import { defaultArchiveRules, type ArchiveRules } from '../../domain/photo/archive.ts';
import type { ArchivedFile, ArchiveReader } from '../../ports/archive-reader.ts';
import { deepEqual, equal, ok, rejects } from '../assert.ts';
import { brokenStream, collect, streamOf, utf8 } from '../streams.ts';
import { casesOf, type Suite } from './suite.ts';

export type ArchiveReaderContext = {
  readonly archives: ArchiveReader;
  /** An archive of files with these contents. */
  readonly pack: (contents: readonly Uint8Array[]) => Promise<Uint8Array>;
  readonly samples: {
    /** Nobody can read it without a password. */
    readonly encrypted: Uint8Array;
    /** Its end is missing. */
    readonly truncated: Uint8Array;
    /** Its one file claims to be 4 GB large, unpacked. */
    readonly giant: Uint8Array;
    /** Its second file is not as long as it claims. */
    readonly lying: Uint8Array;
  };
};

export const archiveReaderContract = (suite: Suite<ArchiveReaderContext>): void => {
  const test = casesOf(suite);
  const rules = defaultArchiveRules;
  const read = (archives: ArchiveReader, content: Uint8Array, own: Partial<ArchiveRules> = {}) =>
    archives.read(streamOf(content.slice(0, 10), content.slice(10)), { ...rules, ...own });
  const opened = async (
    archives: ArchiveReader,
    content: Uint8Array,
  ): Promise<readonly ArchivedFile[]> => {
    const result = await read(archives, content);
    if (!result.ok) throw new Error(`refused with ${result.refusal.code}`);
    return result.value;
  };
  const refused = async (
    archives: ArchiveReader,
    content: Uint8Array,
    own: Partial<ArchiveRules> = {},
  ): Promise<string> => {
    const result = await read(archives, content, own);
    return result.ok ? 'opened' : result.refusal.code;
  };
  const some = ['one', 'two and a half', ''].map(utf8);

  test('an archive is known by how it begins', async ({ archives, pack }) => {
    const archive = await pack(some);
    equal(archives.isArchive(archive.slice(0, 4)), true);
    equal(archives.isArchive(utf8('plain')), false);
    equal(archives.isArchive(new Uint8Array()), false);
  });

  test('its files come in their order, each as it was, as often as asked for', async ({
    archives,
    pack,
  }) => {
    const files = await opened(archives, await pack(some));
    deepEqual(
      files.map(({ bytes }) => bytes),
      some.map(({ length }) => length),
    );
    for (const [at, file] of [...files.entries(), ...files.entries()]) {
      deepEqual(await collect(await file.open()), some[at]);
    }
  });

  test('an archive within it is a file', async ({ archives, pack }) => {
    const inner = await pack(some);
    const [file, ...others] = await opened(archives, await pack([inner]));
    equal(others.length, 0);
    ok(file, 'there is no file');
    deepEqual(await collect(await file.open()), inner);
  });

  test('what is empty, encrypted or damaged is refused', async ({ archives, pack, samples }) => {
    equal(await refused(archives, await pack([])), 'archive.empty');
    equal(await refused(archives, samples.encrypted), 'archive.encrypted');
    equal(await refused(archives, samples.truncated), 'archive.damaged');
  });

  test('the rules bound bytes, files and what is unpacked', async ({ archives, pack, samples }) => {
    const archive = await pack([new Uint8Array(400).fill(7), new Uint8Array(600).fill(9)]);
    equal(await refused(archives, archive, { maxFiles: 1 }), 'archive.too-many-files');
    equal(await refused(archives, archive, { maxUnpackedBytes: 999 }), 'archive.too-large');
    equal(await refused(archives, archive, { maxBytes: archive.length - 1 }), 'archive.too-large');
    const atTheLimit = { maxFiles: 2, maxUnpackedBytes: 1000, maxBytes: archive.length };
    equal(await refused(archives, archive, atTheLimit), 'opened');
    equal(await refused(archives, samples.giant), 'archive.too-large');
  });

  test('a file that is not what it claims fails, and the others are there', async ({
    archives,
    samples,
  }) => {
    const [good, liar] = await opened(archives, samples.lying);
    ok(good && liar, 'there are not two files');
    ok((await collect(await good.open())).length > 0, 'the good one is empty');
    await rejects((async () => collect(await liar.open()))(), 'file.damaged');
  });

  test('a stream that breaks off is not a damaged archive', async ({ archives, pack }) => {
    const archive = await pack(some);
    const broken = brokenStream(new Error('the line went dead'), archive.slice(0, 20));
    await rejects(archives.read(broken, rules));
  });
};

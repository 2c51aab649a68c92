import type { FileRef } from '../../shared/ids.ts';
import type { FileSource } from '../../ports/file-source.ts';
import { deepEqual, rejects } from '../assert.ts';
import { collect, utf8 } from '../streams.ts';
import { casesOf, type Suite } from './suite.ts';

/** `offer` has a person send a file, of which the channel may announce fewer bytes than it has. */
export type FileSourceContext = {
  readonly files: FileSource;
  readonly offer: (content: Uint8Array, announcedBytes?: number) => Promise<FileRef>;
  readonly missing: FileRef;
};

export const fileSourceContract = (suite: Suite<FileSourceContext>): void => {
  const test = casesOf(suite);
  const read = async (files: FileSource, ref: FileRef, maxBytes: number) =>
    collect(await files.open(ref, { maxBytes }));

  test('a file that was sent is read as it is, as often as asked', async ({ files, offer }) => {
    const content = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    const ref = await offer(content);
    deepEqual(await read(files, ref, 70_000), content);
    deepEqual(await read(files, ref, 100_000), content);
  });

  test('a file larger than allowed is refused', async ({ files, offer }) => {
    const ref = await offer(utf8('four+'));
    await rejects(read(files, ref, 4), 'file.too-large');
  });

  test('a file larger than announced is refused all the same', async ({ files, offer }) => {
    const ref = await offer(new Uint8Array(300_000), 10);
    await rejects(read(files, ref, 100_000), 'file.too-large');
  });

  test('a file nobody sent is unavailable', async ({ files, missing }) => {
    await rejects(read(files, missing, 100), 'file.unavailable');
  });
};

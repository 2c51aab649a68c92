import yauzl, { type Entry, type Options, type ZipFile } from 'yauzl';
import { readBounded } from './bounded-stream.ts';
import type { InputFile } from './input-files.ts';

/** Opens for reading entry by entry; the caller closes it. */
export const openZip = (file: InputFile): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    const options: Options = { lazyEntries: true, autoClose: false };
    const opened = (error: Error | null, zip?: ZipFile) =>
      zip ? resolve(zip) : reject(error ?? new Error('no archive'));
    if ('bytes' in file) yauzl.fromBuffer(file.bytes, options, opened);
    else yauzl.open(file.diskPath, options, opened);
  });

const openEntry = (zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) =>
      error || !stream ? reject(error ?? new Error('no entry')) : resolve(stream),
    );
  });

async function* buffersOf(stream: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
  for await (const chunk of stream) yield Buffer.from(chunk);
}

/** One entry unpacked; throws when it is, or claims to be, larger than `maxBytes`. */
export const readEntry = async (zip: ZipFile, entry: Entry, maxBytes: number): Promise<Buffer> => {
  if (entry.uncompressedSize > maxBytes) throw new Error('entry too large');
  return readBounded(buffersOf(await openEntry(zip, entry)), maxBytes);
};

/** Folders, resource forks and hidden files, which archivers add of themselves. */
const isRubbish = (name: string): boolean =>
  name.endsWith('/') || /(?:^|\/)(?:__MACOSX\/|\.)/.test(name);

const nextEntry = (zip: ZipFile): Promise<Entry | undefined> =>
  new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      zip
        .removeListener('entry', onEntry)
        .removeListener('end', onEnd)
        .removeListener('error', onError);
      act();
    };
    const onEntry = (entry: Entry) => settle(() => resolve(entry));
    const onEnd = () => settle(() => resolve(undefined));
    const onError = (error: Error) => settle(() => reject(error));
    zip.on('entry', onEntry).on('end', onEnd).on('error', onError);
    zip.readEntry();
  });

export async function* entriesOf(zip: ZipFile): AsyncGenerator<{ entry: Entry; name: string }> {
  for (;;) {
    const entry = await nextEntry(zip);
    if (!entry) return;
    if (!isRubbish(entry.fileName)) yield { entry, name: entry.fileName };
  }
}

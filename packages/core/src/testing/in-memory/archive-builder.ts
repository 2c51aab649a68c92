import type { ArchiveBuilder } from '../../ports/archive-builder.ts';
import { textOf, utf8 } from '../streams.ts';

/** Not a ZIP but plain to read: each entry is a line `<bytes> <name>` and its bytes. */
export const plainArchiveBuilder = (): ArchiveBuilder => ({
  async *build(entries) {
    for (const entry of entries) {
      yield utf8(`${entry.bytes} ${entry.name}\n`);
      let written = 0;
      for await (const chunk of await entry.open()) {
        written += chunk.length;
        yield chunk;
      }
      if (written !== entry.bytes) throw new Error('an entry has another size than announced');
    }
  },
});

/** The entries of a plain archive, in order. */
export const readPlainArchive = (
  archive: Uint8Array,
): readonly { readonly name: string; readonly content: Uint8Array }[] => {
  const entries = [];
  for (let at = 0; at < archive.length;) {
    const lineEnd = archive.indexOf(0x0a, at);
    const line = textOf(archive.subarray(at, lineEnd));
    const space = line.indexOf(' ');
    const end = lineEnd + 1 + Number(line.slice(0, space));
    entries.push({ name: line.slice(space + 1), content: archive.slice(lineEnd + 1, end) });
    at = end;
  }
  return entries;
};

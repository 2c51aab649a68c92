import { describe, expect, it } from 'vitest';
import { gather, streamOf, type ArchiveEntry } from '@aisha/core';
import { yazlArchiveBuilder } from './archive-builder.ts';

const archives = yazlArchiveBuilder();

const entry = (name: string, content: string): ArchiveEntry => ({
  name,
  bytes: content.length,
  open: async () => streamOf(Buffer.from(content)),
});

describe('an archive', () => {
  it('is the same bytes whenever it is built', async () => {
    const entries = [entry('1.jpg', 'one'), entry('2.jpg', 'two')];
    const [one, two] = [
      await gather(archives.build(entries)),
      await gather(archives.build(entries)),
    ];
    expect(Buffer.from(one).equals(two)).toBe(true);
  });

  it('is built no faster than it is read', async () => {
    let given = 0;
    async function* large() {
      for (let chunks = 0; chunks < 1000; chunks += 1) {
        given += 100_000;
        yield new Uint8Array(100_000);
      }
    }
    const open = async () => large();
    const stream = archives.build([{ name: 'large.bin', bytes: 100_000_000, open }]);
    let read = 0;
    for await (const chunk of stream) {
      read += chunk.length;
      expect(given - read).toBeLessThan(3_000_000);
      if (read > 10_000_000) break;
    }
  });

  it('fails with the error of the entry', async () => {
    const broken = new Error('the photo is gone');
    const gone = { name: '2.jpg', bytes: 3, open: () => Promise.reject(broken) };
    await expect(gather(archives.build([entry('1.jpg', 'one'), gone]))).rejects.toBe(broken);
  });

  it.each(['../up.jpg', '/root.jpg', 'C:/windows.jpg', ''])(
    'refuses an entry named %j',
    async (name) => {
      await expect(gather(archives.build([entry(name, 'x')]))).rejects.toThrow(/path/iu);
    },
  );

  it('closes an entry that is opened only after the reader has left', async () => {
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
    let closed = false;
    async function* content() {
      try {
        yield new Uint8Array(10);
      } finally {
        closed = true;
      }
    }
    const late = {
      name: '1.jpg',
      bytes: 10,
      open: async () => {
        ask();
        await allowed;
        const stream = content();
        await stream.next();
        return stream;
      },
    };
    for await (const _ of archives.build([late])) break;
    await asked;
    allow();
    await expect.poll(() => closed).toBe(true);
  });
});

import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { defaultArchiveRules, gather, isPortError, streamOf, type ArchiveRules } from '@aisha/core';
import { anEndlessStream } from '../../../../test/support/endless-stream.ts';
import { yauzlArchiveReader } from './archive-reader.ts';
import { handMadeZip, type HandMadeEntry } from './testing/hand-made-zip.ts';

const archives = yauzlArchiveReader();
const read = (archive: Uint8Array, own: Partial<ArchiveRules> = {}) =>
  archives.read(streamOf(archive), { ...defaultArchiveRules, ...own });
const verdict = async (archive: Uint8Array): Promise<string> => {
  const result = await read(archive);
  return result.ok ? `${result.value.length} files` : result.refusal.code;
};
const entry = (name: string, own: Partial<HandMadeEntry> = {}): HandMadeEntry => ({
  name,
  content: Buffer.from(`content of ${name}`),
  ...own,
});
const contentsOf = async (archive: Uint8Array): Promise<string[]> => {
  const result = await read(archive);
  if (!result.ok) throw new Error(result.refusal.code);
  const contents: string[] = [];
  for (const file of result.value)
    contents.push(Buffer.from(await gather(await file.open())).toString());
  return contents;
};

describe('an archive of somebody’s photos', () => {
  it('is read without what archivers and systems add of themselves', async () => {
    const archive = handMadeZip([
      entry('photos/', { content: Buffer.alloc(0), isDeflated: false }),
      entry('photos/one.jpg'),
      entry('__MACOSX/photos/._one.jpg'),
      entry('photos/.DS_Store'),
      entry('.hidden/two.jpg'),
      entry('Thumbs.db'),
      entry('photos\\three.jpg'),
      entry('Фото 4'),
    ]);
    expect(await contentsOf(archive)).toEqual([
      'content of photos/one.jpg',
      'content of photos\\three.jpg',
      'content of Фото 4',
    ]);
  });

  it.each(['../../etc/passwd', '/root.jpg', 'C:\\windows.jpg', '\u0000', '', 'a'.repeat(60_000)])(
    'takes the content of a file named %j, and nothing of its name',
    async (name) => {
      const content = Buffer.from('a face');
      expect(await contentsOf(handMadeZip([entry(name, { content })]))).toEqual(['a face']);
    },
  );

  it('takes two files of one name as two', async () => {
    expect(await verdict(handMadeZip([entry('a.jpg'), entry('a.jpg')]))).toBe('2 files');
  });
});

describe('an archive that means harm', () => {
  it('and unpacks to gigabytes is refused by its claims, without unpacking any of it', async () => {
    const zeros = entry('zeros.jpg', { content: Buffer.alloc(50 * 1024 * 1024) });
    const bomb = handMadeZip([zeros]);
    expect(bomb.length).toBeLessThan(100_000);
    const before = performance.now();
    expect(await verdict(bomb)).toBe('archive.too-large');
    expect(performance.now() - before).toBeLessThan(100);
  });

  it('and claims little but unpacks to much stops at what it claims', async () => {
    const content = Buffer.alloc(200 * 1024 * 1024);
    const bomb = handMadeZip([entry('liar.jpg', { content, claims: { bytes: 1_000_000 } })]);
    const result = await read(bomb, { maxRatio: 1000 });
    if (!result.ok) throw new Error(result.refusal.code);
    let unpacked = 0;
    const unpacking = async () => {
      for await (const chunk of await result.value[0]!.open()) unpacked += chunk.length;
    };
    await expect(unpacking()).rejects.toMatchObject({ code: 'file.damaged', retryable: false });
    expect(unpacked).toBeLessThanOrEqual(1_000_000);
  });

  it('and lets its files share their bytes is refused', async () => {
    const kernel = entry('0.jpg', { content: randomBytes(50_000), isDeflated: false });
    const others = Array.from({ length: 50 }, (_, at) => ({
      ...kernel,
      name: `${at}.jpg`,
      claims: { at: 0 },
    }));
    expect(await verdict(handMadeZip(others))).toBe('archive.damaged');
    const overlapping = [kernel, entry('1.jpg', { claims: { at: 1000 } })];
    expect(await verdict(handMadeZip(overlapping))).toBe('archive.damaged');
  });

  it.each([
    ['a file that begins behind the end', { at: 5_000_000 }],
    ['more packed bytes than there are', { packedBytes: 5_000_000 }],
    ['a way of packing that nobody knows', { method: 12 }],
  ])('and claims %s is refused', async (_, claims) => {
    expect(await verdict(handMadeZip([entry('a.jpg', { claims })]))).toBe('archive.damaged');
  });

  it.each([
    ['the password of old', 1],
    ['strong encryption', 0x41],
  ])('and is locked with %s says so', async (_, flags) => {
    const archive = handMadeZip([entry('a.jpg', { claims: { flags } })]);
    expect(await verdict(archive)).toBe('archive.encrypted');
  });

  it('and claims sixty thousand files is refused without reading its directory', async () => {
    const archive = handMadeZip([entry('a.jpg')], { entryCount: 60_000 });
    expect(await verdict(archive)).toBe('archive.too-many-files');
  });

  it('and has other bytes than its checksum says fails at that file alone', async () => {
    const archive = handMadeZip([entry('good.jpg'), entry('bad.jpg', { claims: { crc: 1 } })]);
    const result = await read(archive);
    if (!result.ok) throw new Error(result.refusal.code);
    const [good, bad] = result.value;
    expect(Buffer.from(await gather(await good!.open())).toString()).toBe('content of good.jpg');
    const unpack = async () => gather(await bad!.open());
    await expect(unpack()).rejects.toMatchObject({ code: 'file.damaged' });
  });

  it('is not read beyond what is allowed', async () => {
    const { stream, given } = anEndlessStream();
    const result = await archives.read(stream, { ...defaultArchiveRules, maxBytes: 10_000 });
    expect(result).toEqual({ ok: false, refusal: { code: 'archive.too-large' } });
    expect(given()).toBe(11_000);
  });

  it('in any of ten thousand ways breaks nothing', async () => {
    const good = handMadeZip([entry('a.jpg'), entry('b.jpg', { isDeflated: false })]);
    const known = /^(?:\d files|archive\.(?:damaged|encrypted|empty|too-large|too-many-files))$/u;
    for (let at = 0; at < 10_000; at += 1) {
      const broken = Buffer.from(good);
      for (let flips = 0; flips <= at % 4; flips += 1) {
        broken[(at * 7919 + flips * 104_729) % broken.length] = (at * 31 + flips * 17) % 256;
      }
      const result = await read(broken);
      expect(result.ok ? 'opened' : result.refusal.code).toMatch(result.ok ? /opened/u : known);
      if (!result.ok) continue;
      for (const file of result.value) {
        const code = await file
          .open()
          .then(gather)
          .then(
            () => 'fine',
            (error: unknown) => isPortError(error) && error.code,
          );
        expect(['fine', 'file.damaged']).toContain(code);
      }
    }
  });
});

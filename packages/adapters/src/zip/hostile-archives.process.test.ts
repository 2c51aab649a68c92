import { describe, expect, it } from 'vitest';
import { defaultArchiveRules, gather, streamOf } from '@aisha/core';
import { yauzlArchiveReader } from './archive-reader.ts';
import { handMadeZip } from './testing/hand-made-zip.ts';

const archives = yauzlArchiveReader();
const mebibytes = 1024 * 1024;

/** Unpacks to 200 MB, and claims to unpack to one. */
const bomb = handMadeZip([
  { name: 'bomb.jpg', content: Buffer.alloc(200 * mebibytes), claims: { bytes: mebibytes } },
]);
/** Claims 4 GB, as does each of its hundred files. */
const giant = handMadeZip(
  Array.from({ length: 100 }, (_, at) => ({
    name: `${at}.jpg`,
    content: Buffer.alloc(1000),
    claims: { bytes: 0xfffffffe },
  })),
);

const detonate = async (): Promise<void> => {
  const rules = { ...defaultArchiveRules, maxRatio: 1000 };
  const read = await archives.read(streamOf(bomb), rules);
  if (!read.ok) throw new Error(read.refusal.code);
  await read.value[0]!.open()
    .then(gather, () => undefined)
    .catch(() => undefined);
  expect(await archives.read(streamOf(giant), defaultArchiveRules)).toMatchObject({
    refusal: { code: 'archive.too-large' },
  });
};

describe('a hundred archives that mean harm', () => {
  it('leave the memory of the process as it was', async () => {
    for (let warm = 0; warm < 10; warm += 1) await detonate();
    const before = process.memoryUsage.rss();
    for (let times = 0; times < 100; times += 1) await detonate();
    expect((process.memoryUsage.rss() - before) / mebibytes).toBeLessThan(100);
  });
});

import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { archiveBuilderContract, type Until } from '@aisha/core/testing';
import { yazlArchiveBuilder } from './archive-builder.ts';

const read = async (archive: Uint8Array) => {
  const zip = await fromBufferPromise(Buffer.from(archive));
  const entries = [];
  for await (const entry of zip.eachEntry()) {
    const content = await buffer(await zip.openReadStreamPromise(entry));
    entries.push({ name: entry.fileName, content });
  }
  return entries;
};

const until: Until = async (condition) => {
  await expect.poll(condition).toBe(true);
};

describe('the ZIP of yazl', () => {
  archiveBuilderContract({
    it,
    create: async () => ({
      archives: yazlArchiveBuilder(),
      read,
      until,
      cleanup: async () => undefined,
    }),
  });
});

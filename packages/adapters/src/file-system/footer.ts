import type { FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import type { BlobInfo, BlobKey, Sha256, StoredBlob } from '@aisha/core';
import { corrupt } from './storage-errors.ts';

/**
 * What is known of a blob stands behind its bytes, in the same file: one rename makes both visible, and
 * they cannot come apart. Picture viewers stop at the end of the picture, so a file still opens in them.
 *
 * content | JSON | length of the JSON (2 bytes, big-endian) | mark (8 bytes)
 */
const mark = Buffer.from('\n.aisha1', 'latin1');
const tailBytes = 2 + mark.length;
const maxFooterBytes = 512;

const factsSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  bytes: z.int().nonnegative(),
  contentType: z.string(),
});

type Facts = Omit<BlobInfo, 'key'>;

/** Visible ASCII, so that it can stand in a header one day, and short enough for the footer. */
const contentTypePattern = /^[\x20-\x7e]{1,200}$/u;

export const footerOf = (facts: Facts): Buffer => {
  if (!contentTypePattern.test(facts.contentType)) throw new TypeError('not a content type');
  const json = Buffer.from(JSON.stringify(facts));
  const length = Buffer.alloc(2);
  length.writeUInt16BE(json.length);
  return Buffer.concat([json, length, mark]);
};

/** Reads the facts from the end of an open file. */
export const readInfo = async (file: FileHandle, key: BlobKey): Promise<StoredBlob> => {
  const { size, mtime } = await file.stat();
  const end = await readAt(
    file,
    Math.max(0, size - maxFooterBytes),
    Math.min(size, maxFooterBytes),
  );
  return { key, ...factsIn(end, size), storedAt: mtime };
};

/** The content in a whole file. */
export const contentIn = (whole: Buffer): Uint8Array =>
  whole.subarray(0, factsIn(whole, whole.length).bytes);

/** What the end of a file of `size` bytes says of it. */
const factsIn = (end: Buffer, size: number): Facts => {
  const facts = factsSchema.safeParse(jsonIn(end));
  if (!facts.success) throw corrupt('no facts at its end');
  const footer = end.readUInt16BE(end.length - tailBytes) + tailBytes;
  if (facts.data.bytes + footer !== size) throw corrupt('its length differs from its facts');
  return { ...facts.data, sha256: facts.data.sha256 as Sha256 };
};

const jsonIn = (end: Buffer): unknown => {
  if (end.length < tailBytes || !end.subarray(-mark.length).equals(mark)) return undefined;
  const length = end.readUInt16BE(end.length - tailBytes);
  try {
    return JSON.parse(end.subarray(-tailBytes - length, -tailBytes).toString());
  } catch {
    return undefined;
  }
};

export const readAt = async (
  file: FileHandle,
  position: number,
  length: number,
): Promise<Buffer> => {
  const buffer = Buffer.allocUnsafeSlow(length);
  const { bytesRead } = await file.read({ buffer, position });
  return buffer.subarray(0, bytesRead);
};

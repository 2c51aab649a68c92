import type { ArchiveRefusalCode, ArchiveRules } from '@aisha/core';
import type { Entry } from 'yauzl';

const stored = 0;
const deflated = 8;
/** Of a local file header, without its name and extra fields. */
const headerBytes = 30;

/** Why files that claim what these do are not unpacked. */
export const refusalOf = (
  files: readonly Entry[],
  { maxFiles, maxUnpackedBytes, maxRatio }: ArchiveRules,
): ArchiveRefusalCode | undefined => {
  if (files.length === 0) return 'archive.empty';
  if (files.length > maxFiles) return 'archive.too-many-files';
  if (files.some((entry) => entry.isEncrypted())) return 'archive.encrypted';
  const unpacked = sumOf(files.map(({ uncompressedSize }) => uncompressedSize));
  const packed = sumOf(files.map(({ compressedSize }) => compressedSize));
  if (unpacked > maxUnpackedBytes || unpacked > packed * maxRatio) return 'archive.too-large';
  return files.every(({ compressionMethod: method }) => method === stored || method === deflated)
    ? undefined
    : 'archive.damaged';
};

/**
 * Whether each entry has bytes of its own. A bomb has all of its entries unpack the same ones:
 * https://www.bamsoftware.com/hacks/zipbomb/
 */
export const isLaidOutHonestly = (entries: readonly Entry[], archiveBytes: number): boolean => {
  let end = 0;
  const inOrder = entries.toSorted((one, other) => offsetOf(one) - offsetOf(other));
  for (const entry of inOrder) {
    if (offsetOf(entry) < end) return false;
    end = offsetOf(entry) + headerBytes + entry.fileNameLength + entry.compressedSize;
  }
  return end <= archiveBytes;
};

const offsetOf = (entry: Entry): number => entry.relativeOffsetOfLocalHeader;

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

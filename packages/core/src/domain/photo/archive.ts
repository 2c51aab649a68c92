/** Why a whole archive of photos is not taken. */
export const archiveRefusalCodes = [
  'archive.damaged',
  'archive.encrypted',
  'archive.too-many-files',
  'archive.too-large',
  'archive.empty',
] as const;
export type ArchiveRefusalCode = (typeof archiveRefusalCodes)[number];

/** What an archive may ask of us. */
export type ArchiveRules = {
  /** Of the archive itself. */
  readonly maxBytes: number;
  /** Files in it, without those that archivers add of themselves. */
  readonly maxFiles: number;
  /** Of all files unpacked. */
  readonly maxUnpackedBytes: number;
  /** How many times larger it may be unpacked: pictures are compressed already. */
  readonly maxRatio: number;
};

const mebibytes = 1024 * 1024;

export const defaultArchiveRules: ArchiveRules = {
  maxBytes: 20 * mebibytes,
  maxFiles: 100,
  maxUnpackedBytes: 100 * mebibytes,
  maxRatio: 20,
};

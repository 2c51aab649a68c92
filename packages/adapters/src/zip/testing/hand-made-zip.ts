import { crc32, deflateRawSync } from 'node:zlib';

/** One entry as the archive tells of it, true or not. */
export type HandMadeEntry = {
  readonly name: string;
  readonly content: Uint8Array;
  /** What stands in the directory instead of the truth. */
  readonly claims?: {
    readonly bytes?: number;
    readonly packedBytes?: number;
    readonly crc?: number;
    readonly method?: number;
    readonly flags?: number;
    /** Where it begins. */
    readonly at?: number;
  };
  readonly isDeflated?: boolean;
};

/** A ZIP made by hand, byte by byte, so that it can lie. */
export const handMadeZip = (
  entries: readonly HandMadeEntry[],
  { entryCount = entries.length }: { entryCount?: number } = {},
): Buffer => {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const body = bodyOf(entry);
    directory.push(Buffer.concat([directoryEntry(entry, offset), Buffer.from(entry.name)]));
    bodies.push(body);
    offset += body.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...bodies, central, ending(entryCount, central.length, offset)]);
};

const factsOf = ({ content, isDeflated = true, claims = {} }: HandMadeEntry) => {
  const packed = isDeflated ? deflateRawSync(content) : Buffer.from(content);
  const truth = {
    bytes: content.length,
    packedBytes: packed.length,
    crc: crc32(content),
    method: isDeflated ? 8 : 0,
    flags: 0,
    at: undefined,
  };
  return { packed, ...truth, ...claims };
};

const bodyOf = (entry: HandMadeEntry): Buffer => {
  const { packed, bytes, packedBytes, crc, method, flags } = factsOf(entry);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(packedBytes, 18);
  header.writeUInt32LE(bytes, 22);
  header.writeUInt16LE(Buffer.byteLength(entry.name), 26);
  return Buffer.concat([header, Buffer.from(entry.name), packed]);
};

const directoryEntry = (entry: HandMadeEntry, offset: number): Buffer => {
  const { bytes, packedBytes, crc, method, flags, at } = factsOf(entry);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packedBytes, 20);
  header.writeUInt32LE(bytes, 24);
  header.writeUInt16LE(Buffer.byteLength(entry.name), 28);
  header.writeUInt32LE(at ?? offset, 42);
  return header;
};

const ending = (entries: number, bytes: number, offset: number): Buffer => {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(offset, 16);
  return end;
};

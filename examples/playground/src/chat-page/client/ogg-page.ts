const polynomial = 0x04c11db7;

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit += 1) value = (value << 1) ^ (value & 0x80000000 ? polynomial : 0);
  return value >>> 0;
});

/** OGG's checksum: CRC-32, most significant bit first, neither inverted nor reflected. */
export const oggChecksum = (bytes: Uint8Array): number => {
  let value = 0;
  for (const byte of bytes) value = ((value << 8) ^ (table[(value >>> 24) ^ byte] ?? 0)) >>> 0;
  return value;
};

const serial = 0x41495348;

/** One packet as one OGG page (RFC 3533). `flags`: 2 begins the stream, 4 ends it. */
export const oggPage = (
  packet: Uint8Array,
  granule: number,
  sequence: number,
  flags: number,
): Uint8Array => {
  const segments = Math.floor(packet.length / 255) + 1;
  const page = new Uint8Array(27 + segments + packet.length);
  const view = new DataView(page.buffer);
  page.set(new TextEncoder().encode('OggS'));
  page[5] = flags;
  view.setBigUint64(6, BigInt(granule), true);
  view.setUint32(14, serial, true);
  view.setUint32(18, sequence, true);
  page[26] = segments;
  page.fill(255, 27, 27 + segments - 1);
  page[27 + segments - 1] = packet.length % 255;
  page.set(packet, 27 + segments);
  view.setUint32(22, oggChecksum(page), true);
  return page;
};

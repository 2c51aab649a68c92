import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { photograph } from './photographs.ts';

/** CRC-32 as PNG and ZIP use it. */
const crc = (bytes: Buffer): number => {
  let rest = ~0;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return ~rest >>> 0;
};

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([number(data.length), body, number(crc(body))]);
};

/** A PNG of one colour and one bit a pixel: a few dozen kilobytes that want hundreds of megabytes. */
const pictureBomb = (side: number): Buffer => {
  const header = Buffer.concat([number(side), number(side), Buffer.from([1, 0, 0, 0, 0])]);
  const rows = Buffer.alloc((side / 8 + 1) * side);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** What is no good as a photo, each as a file of its own. */
export const badFiles = async () => {
  const good = await photograph(900, { width: 700, height: 900 });
  const drawn = sharp(good);
  return {
    small: await drawn.clone().resize(500, 800, { fit: 'fill' }).jpeg().toBuffer(),
    gif: await drawn.clone().gif().toBuffer(),
    tiff: await drawn.clone().tiff().toBuffer(),
    svg: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><circle r="400"/></svg>',
    ),
    broken: good.subarray(0, good.length / 2),
    bomb: pictureBomb(16_000),
    /** An empty archive, and yet one. */
    zip: Buffer.concat([Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)]),
    huge: Buffer.alloc(20 * 1024 * 1024 + 1),
  };
};

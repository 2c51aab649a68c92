import { randomFillSync, randomInt } from 'node:crypto';
import type { Clock, Ids } from '@aisha/core';
import { systemClock } from './system-clock.ts';

/** Twelve bits count the ids of one millisecond (RFC 9562, section 6.2, method 1). */
const maxCount = 0xfff;

/**
 * UUIDs of version 7 that sort as they were made within this process, also when many are made in a
 * millisecond or the clock is set back. 62 bits of each are random.
 */
export const systemIds = ({ clock = systemClock }: { clock?: Clock } = {}): Ids => {
  const bytes = Buffer.alloc(16);
  let millisecond = 0;
  let count = 0;

  const advance = (): void => {
    const now = clock.now().getTime();
    if (now > millisecond) {
      millisecond = now;
      // Half of the range is left to count in.
      count = randomInt(maxCount >> 1);
    } else if (count < maxCount) count += 1;
    else {
      millisecond += 1;
      count = randomInt(maxCount >> 1);
    }
  };

  return {
    next: <Id extends string>() => {
      advance();
      randomFillSync(bytes);
      bytes.writeUIntBE(millisecond, 0, 6);
      bytes.writeUInt16BE(0x7000 | count, 6);
      bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
      return hyphenated(bytes.toString('hex')) as Id;
    },
    seed: () => randomInt(2 ** 31),
  };
};

const hyphenated = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  );

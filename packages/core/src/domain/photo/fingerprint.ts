/**
 * A photo's fingerprint is 64 bytes in hexadecimal: 16 bytes of brightness steps (128 bits, from
 * neighbour to neighbour across and down) and 48 bytes of colour (a 4×4 grid, red green blue).
 */
export const fingerprintLength = 128;

const structureDigits = 32;

export type FingerprintDistance = {
  /** Differing bits of 128. */
  readonly structure: number;
  /** Mean difference of the colour bytes, 0 to 255. */
  readonly colour: number;
};

export const fingerprintDistance = (one: string, other: string): FingerprintDistance => ({
  structure: differingBits(one.slice(0, structureDigits), other.slice(0, structureDigits)),
  colour: meanDifference(one.slice(structureDigits), other.slice(structureDigits)),
});

/**
 * Whether two photos show the same picture, one perhaps compressed again or resized. Both tests
 * must hold: plain walls share their structure, and neighbours in a burst share their colours.
 */
export const isNearDuplicate = (one: string, other: string): boolean => {
  const distance = fingerprintDistance(one, other);
  return distance.structure <= 5 && distance.colour <= 2.5;
};

const differingBits = (one: string, other: string): number => {
  let bits = 0;
  for (let at = 0; at < one.length; at += 1) {
    let difference = digit(one, at) ^ digit(other, at);
    for (; difference > 0; difference >>= 1) bits += difference & 1;
  }
  return bits;
};

const meanDifference = (one: string, other: string): number => {
  const count = one.length / 2;
  let sum = 0;
  for (let at = 0; at < one.length; at += 2) {
    sum += Math.abs(byteAt(one, at) - byteAt(other, at));
  }
  return count === 0 ? 0 : sum / count;
};

const digit = (hex: string, at: number): number => Number.parseInt(hex[at] ?? '0', 16);

const byteAt = (hex: string, at: number): number => digit(hex, at) * 16 + digit(hex, at + 1);

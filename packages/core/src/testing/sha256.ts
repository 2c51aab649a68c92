import type { Sha256 } from '../shared/ids.ts';

/** SHA-256 (FIPS 180-4) for fakes, so that their hashes compare with those of real adapters. */
export const sha256 = (content: Uint8Array): Sha256 => {
  const message = padded(content);
  const state = Uint32Array.from(initial);
  for (let at = 0; at < message.length; at += 64) compress(state, message, at);
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('') as Sha256;
};

const primes = (count: number): number[] => {
  const found: number[] = [];
  for (let n = 2; found.length < count; n += 1) {
    if (found.every((prime) => n % prime !== 0)) found.push(n);
  }
  return found;
};

const fractionBits = (value: number): number => Math.floor((value - Math.floor(value)) * 2 ** 32);

const initial = primes(8).map((prime) => fractionBits(Math.sqrt(prime)));
const constants = primes(64).map((prime) => fractionBits(Math.cbrt(prime)));

const padded = (content: Uint8Array): Uint8Array => {
  const message = new Uint8Array((((content.length + 8) >> 6) + 1) << 6);
  message.set(content);
  message[content.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setUint32(message.length - 8, Math.floor(content.length / 2 ** 29));
  view.setUint32(message.length - 4, (content.length << 3) >>> 0);
  return message;
};

const rotate = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

const schedule = (message: Uint8Array, at: number): Uint32Array => {
  const view = new DataView(message.buffer, message.byteOffset + at, 64);
  const words = new Uint32Array(64);
  const word = (index: number): number => words[index] ?? 0;
  for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(i * 4);
  for (let i = 16; i < 64; i += 1) {
    const [a, b] = [word(i - 15), word(i - 2)];
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
    words[i] = word(i - 16) + s0 + word(i - 7) + s1;
  }
  return words;
};

const compress = (state: Uint32Array, message: Uint8Array, at: number): void => {
  const words = schedule(message, at);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + s1 + choice + (constants[i] ?? 0) + (words[i] ?? 0)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) {
    state[index] = (state[index] ?? 0) + word;
  }
};

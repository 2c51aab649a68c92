import { oggPage } from './ogg-page.ts';

/** EBML element ids (RFC 8794, RFC 9559) that lead to the sound. */
const containers = new Set([0x18538067, 0x1654ae6b, 0xae, 0x1f43b675, 0xa0]);
const codecPrivateId = 0x63a2;
const blockIds = new Set([0xa3, 0xa1]);

type Reading = { head?: Uint8Array; packets: Uint8Array[] };

const idLength = (first: number): number => Math.clz32(first) - 23;

const readNumber = (bytes: Uint8Array, at: number, length: number): number => {
  let value = 0;
  for (let index = 0; index < length; index += 1) value = value * 256 + (bytes[at + index] ?? 0);
  return value;
};

/** A variable-length size; all ones means "until the end", as live recordings have it. */
const readSize = (bytes: Uint8Array, at: number): { size: number; length: number } => {
  const length = idLength(bytes[at] ?? 0x80);
  const value = readNumber(bytes, at, length) - 2 ** (7 * length);
  return { size: value === 2 ** (7 * length) - 1 ? Infinity : value, length };
};

const walk = (bytes: Uint8Array, from: number, to: number, reading: Reading): void => {
  let at = from;
  while (at < to) {
    const width = idLength(bytes[at] ?? 0);
    if (width > 4) return;
    const id = readNumber(bytes, at, width);
    const { size, length } = readSize(bytes, at + width);
    const start = at + width + length;
    const end = Math.min(to, start + size);
    if (containers.has(id)) walk(bytes, start, end, reading);
    else if (id === codecPrivateId) reading.head = bytes.subarray(start, end);
    // A block: track number (1 byte here), timecode (2), flags (1), then one Opus packet.
    else if (blockIds.has(id)) reading.packets.push(bytes.subarray(start + 4, end));
    at = end;
  }
};

/** Samples at 48 kHz in an Opus packet, from its first bytes (RFC 6716, section 3.1). */
export const opusSamples = (packet: Uint8Array): number => {
  const config = (packet[0] ?? 0) >> 3;
  const celt = [120, 240, 480, 960];
  const silk = [480, 960, 1920, 2880];
  const hybrid = [480, 960];
  const frame =
    config >= 16 ? celt[config % 4] : config >= 12 ? hybrid[config % 2] : silk[config % 4];
  const code = (packet[0] ?? 0) & 3;
  const frames = code === 0 ? 1 : code === 3 ? (packet[1] ?? 0) & 63 : 2;
  return (frame ?? 960) * frames;
};

const tags = (): Uint8Array => {
  const vendor = new TextEncoder().encode('chat page');
  const body = new Uint8Array(16 + vendor.length);
  body.set(new TextEncoder().encode('OpusTags'));
  body[8] = vendor.length;
  body.set(vendor, 12);
  return body;
};

const concat = (parts: Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Puts the Opus packets of a WebM recording into OGG, the form Telegram's voice messages have. */
export const webmToOgg = (webm: Uint8Array): Uint8Array<ArrayBuffer> => {
  const reading: Reading = { packets: [] };
  walk(webm, 0, webm.length, reading);
  const { head, packets } = reading;
  if (!head) throw new Error('No Opus header in the recording');
  const pages = [oggPage(head, 0, 0, 2), oggPage(tags(), 0, 1, 0)];
  let granule = 0;
  packets.forEach((packet, index) => {
    granule += opusSamples(packet);
    pages.push(oggPage(packet, granule, index + 2, index === packets.length - 1 ? 4 : 0));
  });
  return concat(pages);
};

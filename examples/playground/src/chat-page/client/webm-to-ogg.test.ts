import { describe, expect, it } from 'vitest';
import { oggChecksum, oggPage } from './ogg-page.ts';
import { opusSamples, webmToOgg } from './webm-to-ogg.ts';

const head = [...new TextEncoder().encode('OpusHead'), 1, 1, 0, 0, 128, 187, 0, 0, 0, 0, 0];
/** Configuration 31 (20 ms of CELT), one frame: 960 samples. */
const packet = (fill: number, length: number): number[] => [
  0xf8,
  ...Array<number>(length - 1).fill(fill),
];

const element = (id: number[], body: number[], unknownSize = false): number[] => {
  const size = unknownSize
    ? [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
    : [0x40 | (body.length >> 8), body.length & 0xff];
  return [...id, ...size, ...body];
};
const block = (data: number[]): number[] => element([0xa3], [0x81, 0, 0, 0x80, ...data]);

const recording = (packets: number[][]): Uint8Array => {
  const track = element([0x16, 0x54, 0xae, 0x6b], element([0xae], element([0x63, 0xa2], head)));
  const cluster = element([0x1f, 0x43, 0xb6, 0x75], packets.flatMap(block), true);
  return Uint8Array.from([
    ...element([0x1a, 0x45, 0xdf, 0xa3], [0x42, 0x86, 0x81, 1]),
    ...element([0x18, 0x53, 0x80, 0x67], [...track, ...cluster], true),
  ]);
};

const pagesOf = (ogg: Uint8Array) => {
  const view = new DataView(ogg.buffer);
  const pages = [];
  for (let at = 0; at < ogg.length;) {
    const segments = ogg[at + 26] ?? 0;
    const sizes = ogg.subarray(at + 27, at + 27 + segments);
    const length = sizes.reduce((sum, size) => sum + size, 0);
    const page = ogg.slice(at, at + 27 + segments + length);
    const checksum = view.getUint32(at + 22, true);
    page.fill(0, 22, 26);
    pages.push({
      flags: ogg[at + 5],
      granule: Number(view.getBigUint64(at + 6, true)),
      body: [...page.subarray(27 + segments)],
      intact: oggChecksum(page) === checksum,
    });
    at += 27 + segments + length;
  }
  return pages;
};

describe('webmToOgg', () => {
  it('carries every packet over with its position in time', () => {
    const packets = [packet(1, 40), packet(2, 300), packet(3, 255)];
    const pages = pagesOf(webmToOgg(recording(packets)));
    expect(pages.map(({ intact }) => intact)).toEqual([true, true, true, true, true]);
    expect(pages[0]?.body).toEqual(head);
    expect(pages.slice(2).map(({ body }) => body)).toEqual(packets);
    expect(pages.slice(2).map(({ granule }) => granule)).toEqual([960, 1920, 2880]);
    expect([pages[0]?.flags, pages[4]?.flags]).toEqual([2, 4]);
  });

  it('refuses a recording without Opus', () => {
    expect(() => webmToOgg(Uint8Array.from([0x1a, 0x45, 0xdf, 0xa3, 0x80]))).toThrow(/Opus/);
  });

  it('reads durations of all kinds of packets', () => {
    expect(opusSamples(Uint8Array.from([0xf8]))).toBe(960);
    expect(opusSamples(Uint8Array.from([(16 << 3) | 1]))).toBe(240);
    expect(opusSamples(Uint8Array.from([(3 << 3) | 3, 2]))).toBe(5760);
  });

  it('checks pages with the polynomial of RFC 3533', () => {
    expect(oggChecksum(new TextEncoder().encode('123456789'))).toBe(0x89a1897f);
    expect(oggPage(new Uint8Array(255), 0, 0, 0)[26]).toBe(2);
  });
});

import type { Sharp } from 'sharp';
import { loadSharp } from './lazy-sharp.ts';

/** A 16,000² picture of one colour is a file of 30 kB; this keeps it from becoming a gigabyte of pixels. */
const limitInputPixels = 50_000_000;

const isImage = (bytes: Buffer): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) ||
  bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')) ||
  (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP');

/** JPEG, PNG and WebP by their first bytes; undefined for everything else libvips could be made to open. */
export const openImage = (bytes: Buffer): Sharp | undefined =>
  isImage(bytes)
    ? loadSharp()(bytes, { limitInputPixels, failOn: 'error' }).autoOrient()
    : undefined;

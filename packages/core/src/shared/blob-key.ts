import type { BlobKey } from './ids.ts';

const characters = /^[a-z0-9._/-]{1,200}$/u;

/** Whether a key is of our making: nothing in it can lead out of where blobs are kept. */
export const isBlobKey = (key: string): key is BlobKey =>
  characters.test(key) && key.split('/').every((part) => !['', '.', '..'].includes(part));

import type { PhotoQuality } from '../domain/photo/quality.ts';
import { textOf, utf8 } from './streams.ts';

export type PlainPicture = {
  readonly format: 'jpeg' | 'png' | 'webp';
  /** As stored; a turned picture is shown with the sides exchanged. */
  readonly width: number;
  readonly height: number;
  /** What it shows: pictures that look the same are near doubles of each other. */
  readonly looks: string;
  readonly turned?: boolean | undefined;
  /** What differs from a picture in good light, in focus. */
  readonly quality?: Partial<PhotoQuality> | undefined;
  /** Metadata, such as where it was taken. */
  readonly note?: string | undefined;
};

const head = 'plain picture ';
const tail = '\nend of picture';

/** A picture in words, for readers that are fakes: small, and as refusable as a real one. */
export const plainPicture = (own: Partial<PlainPicture> = {}): Uint8Array =>
  utf8(head + JSON.stringify({ ...defaults, ...own }) + tail);

const defaults: PlainPicture = { format: 'jpeg', width: 1024, height: 1024, looks: 'a person' };

/** What such bytes say, or why they say nothing. */
export const readPlainPicture = (
  content: Uint8Array,
): PlainPicture | 'no picture' | 'broken picture' => {
  const text = startsLikeOne(content) ? textOf(content) : '';
  if (!text.startsWith(head)) return 'no picture';
  if (!text.endsWith(tail)) return 'broken picture';
  return JSON.parse(text.slice(head.length, -tail.length)) as PlainPicture;
};

const startsLikeOne = (content: Uint8Array): boolean =>
  utf8(head).every((byte, at) => content[at] === byte);

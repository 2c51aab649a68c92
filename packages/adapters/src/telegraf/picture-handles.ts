import type { Cache } from '@aisha/core';
import { z } from 'zod';

/** Under which handle Telegram keeps a picture. May forget any of them: then it is uploaded again. */
export type PictureHandles = {
  find(key: string): Promise<string | undefined>;
  save(key: string, fileId: string): Promise<void>;
  forget(key: string): Promise<void>;
};

/** A handle opens a picture, so it lasts no longer than anything may that somebody had erased. */
const keptMs = 24 * 60 * 60_000;
const handle = z.string().min(1).max(500);

/** Shared by all replicas where the cache is. A cache that is away costs an upload, never an answer. */
export const cachedHandles = (cache: Cache): PictureHandles => {
  const nameOf = (key: string): string => `telegram-picture:${key}`;
  return {
    find: async (key) => {
      const known = handle.safeParse(await cache.find(nameOf(key)).catch(() => undefined));
      return known.data;
    },
    save: (key, fileId) =>
      cache.save(nameOf(key), fileId, { ttlMs: keptMs }).catch(() => undefined),
    forget: (key) => cache.delete(nameOf(key)).catch(() => undefined),
  };
};

/** For whoever shows a picture once. */
export const noHandles: PictureHandles = {
  find: async () => undefined,
  save: async () => undefined,
  forget: async () => undefined,
};

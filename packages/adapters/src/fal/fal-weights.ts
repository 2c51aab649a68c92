import { z } from 'zod';
import type { ByteStream, Cache, TrainingResult } from '@aisha/core';
import type { FalClient } from './fal-client.ts';
import { uploadStream } from './fal-uploads.ts';

export type FalWeightsOptions = {
  readonly client: FalClient;
  readonly cache: Cache;
  /** Whether a file still answers at an address that fal gave us. Never throws. */
  readonly isThere: (url: string) => Promise<boolean>;
};

export type LoraResult = Extract<TrainingResult, { type: 'lora' }>;

const urlSchema = z.string().min(1).optional().catch(undefined);
/** How long an address is believed without asking. */
const believedMs = 3_600_000;
/** Uploads are kept for seven days. */
const knownMs = 6 * 24 * 3_600_000;

/** Finds the address of weights that fal can read, uploading our own copy where none is left. */
export const falWeights = ({ client, cache, isThere }: FalWeightsOptions) => {
  const underWay = new Map<string, Promise<string>>();

  const urlIn = async (key: string): Promise<string | undefined> =>
    urlSchema.parse(await cache.find(key));

  const upload = async (result: LoraResult, open: () => Promise<ByteStream>): Promise<string> =>
    uploadStream(client, await open(), {
      name: 'weights.safetensors',
      contentType: 'application/octet-stream',
      maxBytes: result.bytes,
      kept: '7d',
    });

  const find = async (result: LoraResult, open: () => Promise<ByteStream>): Promise<string> => {
    const [known, believed] = [keyOf('known', result), keyOf('believed', result)];
    const justSeen = await urlIn(believed);
    if (justSeen !== undefined) return justSeen;
    const there = await firstOf([await urlIn(known), result.providerUrl], isThere);
    const url = there ?? (await upload(result, open));
    await cache.save(known, url, { ttlMs: knownMs });
    await cache.save(believed, url, { ttlMs: believedMs });
    return url;
  };

  /** Several orders of one avatar at a time upload once. */
  return (result: LoraResult, open: () => Promise<ByteStream>): Promise<string> => {
    const already = underWay.get(result.sha256);
    if (already) return already;
    const found = find(result, open).finally(() => underWay.delete(result.sha256));
    underWay.set(result.sha256, found);
    return found;
  };
};

const keyOf = (what: 'known' | 'believed', { sha256 }: LoraResult): string =>
  `fal-weights:${what}:${sha256}`;

const firstOf = async (
  urls: readonly (string | undefined)[],
  isThere: (url: string) => Promise<boolean>,
): Promise<string | undefined> => {
  for (const url of new Set(urls)) {
    if (url !== undefined && (await isThere(url))) return url;
  }
  return undefined;
};

import { createHash } from 'node:crypto';
import type { BlobKey, BlobStore } from '@aisha/core';
import type { Query, Row } from './clause.ts';

type Kept = {
  readonly owner: string;
  readonly key: BlobKey;
  /** Null where only its being there is promised. */
  readonly sha256: string | null;
  readonly bytes: number | null;
};

const keptRows = `
  select format('photo %s', id) as owner, blob_key as key, sha256, bytes::float8 from photos
    where blob_key is not null
  union all select format('photo %s', id), thumbnail_key, null, null from photos
    where thumbnail_key is not null
  union all select format('image %s', id), blob_key, sha256, bytes::float8 from images
  union all select format('image %s', id), thumbnail_key, null, null from images
  union all select format('training %s', id), lora_blob_key, lora_sha256, lora_bytes::float8
    from trainings where lora_blob_key is not null
  union all select format('training %s', id), lora_config_blob_key, null, null
    from trainings where lora_config_blob_key is not null`;

/** Whose work is still under way may already have bytes and no row that names them. */
const underWayRows = `
  select format('photos/%s/%s.', avatar_id, id) as prefix from photos where status = 'received'
  union all select format('images/%s/', id) from generations
    where status in ('reserved', 'submitting', 'queued', 'running', 'finishing')
  union all select format('trainings/%s/', id) from trainings
    where status in ('reserved', 'submitting', 'queued', 'running', 'finishing')`;

const prefixes = ['photos/', 'images/', 'trainings/'] as const;

/** Every row's bytes are there as they were stored, and no bytes are there without a row. */
export const brokenBytes = async (
  query: Query,
  blobs: BlobStore,
  readBefore: Set<string>,
): Promise<string[]> => {
  const kept = (await query(keptRows)).map(toKept);
  const underWay = (await query(underWayRows)).map(({ prefix }) => String(prefix));
  const known = new Set<string>(kept.map(({ key }) => key));
  const there = new Set<string>();
  for (const prefix of prefixes) for await (const key of blobs.list(prefix)) there.add(key);
  const broken = [...there]
    .filter((key) => !known.has(key) && !underWay.some((start) => key.startsWith(start)))
    .map((key) => `I5: blob ${key} belongs to no row`);
  for (const one of kept) {
    const signature = [one.key, one.sha256, one.bytes].join(' ');
    if (there.has(one.key) && readBefore.has(signature)) continue;
    const problem = await problemOf(blobs, one);
    if (problem) broken.push(`I5: ${one.owner} ${problem} at ${one.key}`);
    else readBefore.add(signature);
  }
  return broken;
};

const toKept = ({ owner, key, sha256, bytes }: Row): Kept => ({
  owner: String(owner),
  key: key as BlobKey,
  sha256: sha256 as string | null,
  bytes: bytes as number | null,
});

const problemOf = async (
  blobs: BlobStore,
  { key, sha256, bytes }: Kept,
): Promise<string | undefined> => {
  const info = await blobs.find(key).catch(() => undefined);
  if (!info) return 'has no bytes';
  const hash = createHash('sha256');
  let length = 0;
  for await (const chunk of await blobs.open(key)) {
    hash.update(chunk);
    length += chunk.length;
  }
  const digest = hash.digest('hex');
  if (length === 0) return 'has empty bytes';
  if (length !== (bytes ?? info.bytes)) return 'has bytes of another length';
  return digest === (sha256 ?? info.sha256) ? undefined : 'has bytes of another hash';
};

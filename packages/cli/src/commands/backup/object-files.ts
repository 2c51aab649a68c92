import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BlobKey, BlobStore } from '@aisha/core';
import { digest } from '../storage/verify.ts';
import type { KeptObject, Manifest } from './manifest-schema.ts';
import { BackupRefused } from './manifest.ts';

type Onwards = (done: number) => void;

const listOf = (folder: string): string => join(folder, 'objects.ndjson');
const fileOf = (folder: string, key: string): string => join(folder, 'objects', key);

/** Copies every object, and a list of them with their hashes. One that goes meanwhile is left out. */
export const keepObjects = async (
  folder: string,
  blobs: BlobStore,
  onKept: Onwards,
): Promise<Manifest['objects']> => {
  const hash = createHash('sha256');
  let count = 0;
  let bytes = 0;
  const lines = async function* (): AsyncGenerator<string> {
    for await (const key of blobs.list('')) {
      const kept = await keepObject(folder, blobs, key);
      if (!kept) continue;
      const line = `${JSON.stringify(kept)}\n`;
      hash.update(line);
      count += 1;
      bytes += kept.bytes;
      onKept(count);
      yield line;
    }
  };
  const list = createWriteStream(listOf(folder), { flags: 'wx', mode: 0o600 });
  await pipeline(Readable.from(lines()), list);
  return { count, bytes, sha256: hash.digest('hex') };
};

const keepObject = async (
  folder: string,
  blobs: BlobStore,
  key: BlobKey,
): Promise<KeptObject | undefined> => {
  const stored = await blobs.find(key);
  if (!stored) return undefined;
  const { sha256, bytes, contentType } = stored;
  const file = fileOf(folder, key);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const content = Readable.from(await blobs.open(key));
  await pipeline(content, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
  const written = await digest(createReadStream(file));
  if (written.sha256 !== sha256) {
    throw new BackupRefused(
      `${key} is damaged in storage: aisha storage verify names all that are.`,
    );
  }
  return { key, sha256, bytes, contentType };
};

/** The list of objects, which is whole or refused. */
async function* objectsIn(
  folder: string,
  { sha256 }: Manifest['objects'],
): AsyncGenerator<KeptObject> {
  const { objectSchema } = await import('./manifest-schema.ts');
  const hash = createHash('sha256');
  for await (const line of createInterface({ input: createReadStream(listOf(folder)) })) {
    hash.update(`${line}\n`);
    const object = objectSchema.safeParse(JSON.parse(line));
    if (!object.success || !/^[a-z0-9/._-]+$/u.test(object.data.key)) break;
    if (object.data.key.split('/').some((part) => /^\.{0,2}$/u.test(part))) break;
    yield object.data;
  }
  if (hash.digest('hex') !== sha256) throw new BackupRefused('The list of objects is damaged.');
}

/** Keys whose file is missing or is not what was kept. */
export const damagedObjects = async (
  folder: string,
  objects: Manifest['objects'],
  onRead: Onwards,
): Promise<string[]> => {
  const damaged: string[] = [];
  let read = 0;
  for await (const { key, sha256 } of objectsIn(folder, objects)) {
    const found = await digest(createReadStream(fileOf(folder, key))).catch(() => undefined);
    if (found?.sha256 !== sha256) damaged.push(key);
    onRead((read += 1));
  }
  return damaged;
};

/** Puts every object where it is not yet, and refuses to replace one by another. */
export const restoreObjects = async (
  folder: string,
  { blobs, objects, onPut }: { blobs: BlobStore; objects: Manifest['objects']; onPut: Onwards },
): Promise<void> => {
  let put = 0;
  for await (const { key, sha256, bytes, contentType } of objectsIn(folder, objects)) {
    const there = await blobs.find(key as BlobKey);
    if (there && there.sha256 !== sha256) {
      throw new BackupRefused(`Storage is not empty: it has another object under ${key}.`);
    }
    if (!there) {
      const content = createReadStream(fileOf(folder, key));
      const stored = await blobs.put(key as BlobKey, content, { contentType, maxBytes: bytes });
      if (stored.sha256 !== sha256) throw new BackupRefused(`${key} is damaged in the backup.`);
    }
    onPut((put += 1));
  }
};

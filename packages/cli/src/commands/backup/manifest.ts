import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from './manifest-schema.ts';

/** Why a backup is not made or used. The message is a sentence for an operator. */
export class BackupRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupRefused';
  }
}

const fileOf = (folder: string): string => join(folder, 'manifest.json');

export const writeManifest = async (folder: string, manifest: Manifest): Promise<void> => {
  const file = fileOf(folder);
  await writeFile(`${file}.part`, `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(`${file}.part`, file);
};

export const readManifest = async (folder: string): Promise<Manifest> => {
  const text = await readFile(fileOf(folder), 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new BackupRefused(`${folder} is no backup: it has no manifest.json.`);
  // Loaded when a backup is read: help must not wait for it.
  const { manifestSchema } = await import('./manifest-schema.ts');
  const parsed = manifestSchema.safeParse(jsonOf(text));
  if (!parsed.success) throw new BackupRefused(`${fileOf(folder)} is not of a form that is known.`);
  return parsed.data;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

const manifestSchema = z.object({
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  database: z.object({
    migrations: z.array(z.string().max(200)).max(10_000),
    tables: z
      .array(
        z.object({
          name: z.string().regex(/^[\w".]{1,200}$/u),
          columns: z.array(z.string().max(100)).max(1_000),
          rows: z.number().int().min(0),
          sha256,
        }),
      )
      .max(1_000),
  }),
  objects: z.object({ count: z.number().int().min(0), bytes: z.number().min(0), sha256 }),
});

/** What a backup has in it. Written last: a folder without it is no backup. */
export type Manifest = z.infer<typeof manifestSchema>;

export const objectSchema = z.object({
  key: z.string().max(200),
  sha256,
  bytes: z.number().int().min(0),
  contentType: z.string().max(200),
});
export type KeptObject = z.infer<typeof objectSchema>;

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

import { mkdir, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { looking, type Looking } from '../../about.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import type { Machine } from '../../machine.ts';
import { progressOf } from '../../progress.ts';
import type { Terminal } from '../../terminal.ts';
import type { Manifest } from './manifest-schema.ts';
import { BackupRefused, writeManifest } from './manifest.ts';
import { keepObjects } from './object-files.ts';
import { counted, keepTable } from './table-files.ts';

export const addCreate: Fill = (group, { machine, output, terminal }) => {
  looking(group.command('create').argument('<folder>', 'a new folder, or an empty one'), {
    description: 'Copies the database and all objects into a folder, with the hash of each',
    example: 'backup create /backups/2026-11-23',
    notes:
      'Everything may go on meanwhile: the database is read as it is at one moment, objects after it.\n' +
      'The folder holds people’s photos: whoever reads it must be allowed to. It has no keys and no settings.',
  }).action(async (folder: string, { json }: Looking) => {
    const path = resolve(folder);
    await prepare(path);
    const manifest = await create(await machine(), path, terminal);
    output.write(json ? asJson({ folder: path, ...manifest }) : reportOf(path, manifest));
  });
};

const prepare = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) {
    throw new BackupRefused(`${folder} is not empty: a backup is made in a folder of its own.`);
  }
};

const create = async (
  { database, blobs }: Machine,
  folder: string,
  terminal: Terminal,
): Promise<Manifest> => {
  const { dumpDatabase } = await import('@aisha/adapters/mikro-orm');
  const rows = progressOf(terminal, 'copying rows');
  const copied = counted((count) => rows.step(count));
  const { url } = await database();
  const dumped = await dumpDatabase({
    url,
    keep: (table, lines) => keepTable(folder, table, copied(lines)),
  });
  const objects = progressOf(terminal, 'copying objects');
  const kept = await keepObjects(folder, await blobs(), (count) => objects.step(count));
  objects.end();
  const tablesDumped = dumped.tables.map((table) => ({ ...table, columns: [...table.columns] }));
  const manifest: Manifest = {
    format: 1,
    createdAt: new Date().toISOString(),
    database: { migrations: [...dumped.migrations], tables: tablesDumped },
    objects: kept,
  };
  await writeManifest(folder, manifest);
  return manifest;
};

export const rowsOf = ({ database }: Pick<Manifest, 'database'>): number =>
  database.tables.reduce((sum, { rows }) => sum + rows, 0);

export const sizesOf = ({ database, objects }: Manifest): string => {
  return `${rowsOf({ database })} rows of ${database.tables.length} tables, ${objects.count} objects (${(objects.bytes / 1_000_000).toFixed(1)} MB)`;
};

const reportOf = (folder: string, manifest: Manifest): string =>
  `${sizesOf(manifest)} are in ${folder}\nLook at it again with: aisha backup verify ${folder}\n`;

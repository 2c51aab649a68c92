import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { looking, type Looking } from '../../about.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import { progressOf } from '../../progress.ts';
import type { Terminal } from '../../terminal.ts';
import { printable } from '../../text-width.ts';
import { rowsOf, sizesOf } from './create.ts';
import type { Manifest } from './manifest-schema.ts';
import { readManifest } from './manifest.ts';
import { damagedObjects } from './object-files.ts';
import { counted, linesOfTable } from './table-files.ts';

export const addVerify: Fill = (group, { output, terminal, exit }) => {
  looking(group.command('verify').argument('<folder>', 'where the backup is'), {
    description: 'Reads a whole backup and compares it with its hashes. Opens nothing else',
    example: 'backup verify /backups/2026-11-23',
    notes: 'Ends with code 3 where anything is missing or damaged.',
  }).action(async (folder: string, { json }: Looking) => {
    const path = resolve(folder);
    const manifest = await readManifest(path);
    const damaged = await damagedIn(path, manifest, terminal);
    if (json) output.write(asJson({ ...manifest, damaged }));
    else if (damaged.length === 0) output.write(`The backup is whole: ${sizesOf(manifest)}.\n`);
    else output.write(damaged.map((name) => `Damaged: ${printable(name)}\n`).join(''));
    if (damaged.length > 0) exit(exitCodes.wrong);
  });
};

/** Names of the tables and objects that are not as they were kept. */
export const damagedIn = async (
  folder: string,
  { database, objects }: Manifest,
  terminal: Terminal,
): Promise<readonly string[]> => {
  const rowsRead = progressOf(terminal, 'reading rows');
  const total = rowsOf({ database });
  const read = counted((done) => rowsRead.step(done, total));
  const damaged: string[] = [];
  for (const { name, sha256, rows } of database.tables) {
    const found = await digestOf(read(linesOfTable(folder, name))).catch(() => undefined);
    if (found?.sha256 !== sha256 || found.rows !== rows) damaged.push(name);
  }
  const progress = progressOf(terminal, 'reading objects');
  damaged.push(
    ...(await damagedObjects(folder, objects, (count) => progress.step(count, objects.count))),
  );
  progress.end();
  return damaged;
};

const digestOf = async (lines: AsyncIterable<string>) => {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const line of lines) {
    hash.update(line);
    rows += 1;
  }
  return { sha256: hash.digest('hex'), rows };
};

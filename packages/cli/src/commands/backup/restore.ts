import { resolve } from 'node:path';
import { changing, type Changing } from '../../about.ts';
import { agreed } from '../../agreed.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Fill } from '../../fill.ts';
import { asJson } from '../../json.ts';
import type { CreateProgramOptions } from '../../program-options.ts';
import { progressOf } from '../../progress.ts';
import { rowsOf, sizesOf } from './create.ts';
import type { Manifest } from './manifest-schema.ts';
import { readManifest } from './manifest.ts';
import { restoreObjects } from './object-files.ts';
import { counted, linesOfTable } from './table-files.ts';
import { damagedIn } from './verify.ts';

export const addRestore: Fill = (group, options) => {
  changing(group.command('restore').argument('<folder>', 'where the backup is'), {
    description: 'Restores a backup into the empty database and the storage that are configured',
    example: 'backup restore /backups/2026-11-23 --yes',
    notes:
      'The backup is verified before, and every table read back before it is committed. Run it before anything\n' +
      'is started. It may be run again after it was interrupted. A backup of an older version is migrated.',
  }).action(async (folder: string, flags: Changing) => {
    const path = resolve(folder);
    const manifest = await readManifest(path);
    const question = `Restore ${sizesOf(manifest)} of ${manifest.createdAt}?`;
    const by = await agreed(options, flags, question);
    if (!by) return;
    const damaged = await damagedIn(path, manifest, options.terminal);
    if (damaged.length > 0) {
      const sentence = `The backup is damaged: nothing was restored. See: aisha backup verify ${folder}`;
      options.terminal.note(sentence);
      if (flags.json) options.output.write(asJson({ damaged }));
      return options.exit(exitCodes.wrong);
    }
    const { rows, jobsLeft } = await restore(options, path, manifest);
    // Not before: until it was restored there is no log to write it to.
    const { noteOperation } = await options.open();
    const details = { rows, objects: manifest.objects.count, of: manifest.createdAt };
    await noteOperation({ by, action: 'backup.restore', subject: 'database', details });
    if (flags.json) return options.output.write(asJson({ ...details, jobsLeft }));
    options.output.write(`${sizesOf(manifest)} are restored and read back.\n`);
    if (jobsLeft > 0) {
      options.output.write(
        `${jobsLeft} jobs were left behind: aisha reconcile finds what they were for.\n`,
      );
    }
  });
};

const restore = async (
  { machine, terminal }: CreateProgramOptions,
  folder: string,
  { database: dump, objects }: Manifest,
) => {
  const { database, blobs } = await machine();
  const { loadDatabase, refuseUnlessLoadable } = await import('@aisha/adapters/mikro-orm');
  const { installJobSchema } = await import('@aisha/adapters/pg-boss');
  const { url } = await database();
  // Before an object is stored: what is refused must leave the storage as it was, too.
  await refuseUnlessLoadable(url, dump);
  const progress = progressOf(terminal, 'restoring objects');
  const onPut = (put: number): void => progress.step(put, objects.count);
  await restoreObjects(folder, { blobs: await blobs(), objects, onPut });
  progress.end();
  const rows = progressOf(terminal, 'restoring rows');
  const total = rowsOf({ database: dump });
  const restored = counted((done) => rows.step(done, total));
  const loaded = await loadDatabase({
    url,
    dump,
    linesOf: (table) => restored(linesOfTable(folder, table)),
    installJobs: () => installJobSchema(url),
  });
  rows.end();
  return loaded;
};

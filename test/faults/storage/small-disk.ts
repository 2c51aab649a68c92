import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type SmallDisk = {
  readonly directory: string;
  /** Takes all the room that is left. */
  fill(): Promise<void>;
  /** Gives it back. */
  free(): Promise<void>;
  remove(): Promise<void>;
};

/** A file system of its own in memory; a string says why there can be none here. */
export const smallDisk = async (megabytes: number): Promise<SmallDisk | string> => {
  if (process.platform !== 'linux') return 'only Linux has file systems in memory';
  if (process.getuid?.() !== 0) return 'only root may mount';
  const directory = await mkdtemp(join(tmpdir(), 'aisha-small-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'aisha-test', directory]);
  } catch {
    await rmdir(directory);
    return 'mounting is not allowed here';
  }
  const filler = join(directory, 'filler');
  return {
    directory,
    fill: async () => {
      const file = await open(filler, 'a');
      try {
        for (const bytes of [1024 * 1024, 4096, 1]) await writeUntilFull(file, bytes);
      } finally {
        await file.close();
      }
    },
    free: () => rm(filler, { force: true }),
    remove: async () => {
      await run('umount', ['--lazy', directory]);
      await rmdir(directory);
    },
  };
};

const writeUntilFull = async (
  file: { write(bytes: Buffer): Promise<{ bytesWritten: number }> },
  bytes: number,
): Promise<void> => {
  const piece = Buffer.alloc(bytes, 1);
  for (;;) {
    try {
      if ((await file.write(piece)).bytesWritten < bytes) return;
    } catch {
      return;
    }
  }
};

import { execFile } from 'node:child_process';
import { cp, lstat, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { completeBinaryPackage, findBinaryPackage } from './binaries.ts';
import { reachableBin } from './reachable-binaries.ts';

const run = promisify(execFile);
const NOBODY = { uid: 65_534, gid: 65_534 };
const root = process.getuid?.() === 0;

let folder: string;

/** The package as npm leaves it where install scripts are off: without its links. */
const copyWithoutLinks = async (): Promise<{ root: string; version: string }> => {
  const { root: installed, version } = await findBinaryPackage();
  const copy = join(folder, 'package');
  await cp(installed, copy, {
    recursive: true,
    filter: async (path) => !(await lstat(path)).isSymbolicLink(),
  });
  return { root: copy, version };
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aisha-binaries-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the PostgreSQL binaries', () => {
  it('run without install scripts, once their links are recreated', async () => {
    const copied = await copyWithoutLinks();
    const postgres = join(copied.root, 'native/bin/postgres');
    await expect(run(postgres, ['--version'])).rejects.toThrow('shared libraries');
    await completeBinaryPackage(copied);
    const { stdout } = await run(postgres, ['--version']);
    expect(stdout).toContain(`(PostgreSQL) ${parseInt(copied.version, 10)}.`);
    const list: unknown = JSON.parse(
      await readFile(join(copied.root, 'native/pg-symlinks.json'), 'utf8'),
    );
    for (const { target } of list as { target: string }[]) {
      expect((await lstat(join(copied.root, target))).isSymbolicLink()).toBe(true);
    }
    // Where they are all there it changes nothing.
    await completeBinaryPackage(copied);
  });

  it.runIf(root)('are copied for a user who cannot enter their folder', async () => {
    const copied = await copyWithoutLinks();
    await completeBinaryPackage(copied);
    const cache = await mkdtemp(join(tmpdir(), 'aisha-binaries-cache-'));
    try {
      await run('chmod', ['755', cache]);
      const bin = await reachableBin(copied, NOBODY, join(cache, 'aisha'));
      expect(bin.startsWith(cache)).toBe(true);
      await run(join(bin, 'postgres'), ['--version'], NOBODY);
      expect(await reachableBin(copied, NOBODY, join(cache, 'aisha'))).toBe(bin);
    } finally {
      await rm(cache, { recursive: true, force: true });
    }
  });

  it('are refused on a platform without them, with what to do instead', async () => {
    await expect(findBinaryPackage('win32-x64')).rejects.toThrow(
      'this is win32-x64. Set DATABASE_URL to a PostgreSQL server instead.',
    );
  });
});

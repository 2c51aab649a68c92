import { execFile } from 'node:child_process';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { BinaryPackage } from './binaries.ts';
import type { Identity } from './run-as.ts';

const run = promisify(execFile);
const CACHE = '/var/cache/aisha';

/**
 * The folder with `postgres` and `initdb`. Where root runs PostgreSQL as another user who cannot
 * reach the project's `node_modules` (a checkout in `/root`), the binaries are copied once to a
 * place everybody can read and only root can write.
 */
export const reachableBin = async (
  { root, version }: BinaryPackage,
  identity: Identity | undefined,
  cache = CACHE,
): Promise<string> => {
  const native = join(root, 'native');
  const bin = join(native, 'bin');
  if (identity === undefined || (await canRun(bin, identity))) return bin;
  const copied = join(cache, `${basename(root)}-${version}`);
  if (!(await canRun(join(copied, 'bin'), identity))) await copyNative(native, copied);
  return join(copied, 'bin');
};

const canRun = async (bin: string, identity: Identity): Promise<boolean> => {
  try {
    await run(join(bin, 'postgres'), ['--version'], { ...identity, cwd: '/', env: {} });
    return true;
  } catch {
    return false;
  }
};

const copyNative = async (native: string, target: string): Promise<void> => {
  const staging = `${target}.${process.pid}`;
  await mkdir(dirname(target), { recursive: true, mode: 0o755 });
  await cp(native, staging, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'),
  });
  // An umask of 077 at install time must not survive the copy.
  await run('chmod', ['-R', 'a+rX', staging]);
  await rm(target, { recursive: true, force: true });
  await rename(staging, target);
};

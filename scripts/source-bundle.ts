import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../packages/', import.meta.url));
const roots = ['core', 'adapters', 'cli'].map((name) => join(packages, name, 'src'));
const tests = /\.(?:test|contract|fixture)\.ts$/u;
const keptMs = 24 * 60 * 60_000;

export type SourceBundleOptions = {
  /** Where bundles are kept, one for each state of the source. */
  readonly directory?: string;
  /** Folders whose files it is made of. */
  readonly sources?: readonly string[];
  /** Writes a bundle into a folder. */
  readonly bundle: (directory: string) => Promise<void>;
};

/** The command as the source stands now, bundled unless it was already. Answers the path of its `main.js`. */
export const sourceBundle = async ({
  directory = join(packages, 'cli', 'dist'),
  sources = roots,
  bundle,
}: SourceBundleOptions): Promise<string> => {
  const name = `source-${stateOf(sources)}`;
  const main = join(directory, name, 'main.js');
  if (existsSync(main)) return main;
  await mkdir(directory, { recursive: true });
  await forgetOld(directory);
  // Whoever starts at the same time makes the same one: the first to be ready has it.
  const own = join(directory, `${name}.${randomUUID()}`);
  await bundle(own);
  await rename(own, join(directory, name)).catch(() => rm(own, { recursive: true, force: true }));
  return main;
};

const stateOf = (folders: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
      if (!file.endsWith('.ts') || tests.test(file)) continue;
      const { mtimeMs, size } = statSync(join(folder, file));
      hash.update(`${file} ${mtimeMs} ${size}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
};

/** Not at once: a command that is running may still load a part of the one before. */
const forgetOld = async (directory: string): Promise<void> => {
  for (const name of await readdir(directory)) {
    if (!name.startsWith('source-')) continue;
    const path = join(directory, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > keptMs) await rm(path, { recursive: true, force: true });
  }
};

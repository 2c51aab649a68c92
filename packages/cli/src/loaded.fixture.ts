import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const noting = fileURLToPath(new URL('./note-loaded.fixture.ts', import.meta.url));
const main = fileURLToPath(new URL('./main.ts', import.meta.url));

/** The packages, ours among them as `core` and `adapters`, that a command loads as it is typed, and how it ended. */
export const loadedBy = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly packages: readonly string[] }> => {
  const directory = await mkdtemp(join(tmpdir(), 'aisha-loaded-'));
  try {
    const told = join(directory, 'loaded.json');
    const command = ['--conditions=@aisha/source', '--import', noting, main, ...args];
    const code = await ended(command, { ...env, LOADED_TO: told, DATA_DIR: directory });
    const urls = JSON.parse(await readFile(told, 'utf8')) as string[];
    return { code, packages: [...new Set(urls.flatMap(packageOf))].toSorted() };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

const ended = (command: readonly string[], env: Record<string, string>): Promise<number> =>
  new Promise((resolve) => {
    const { NODE_COMPILE_CACHE } = process.env;
    execFile(process.execPath, command, { env: { NODE_COMPILE_CACHE, ...env } }, (failure) => {
      resolve(typeof failure?.code === 'number' ? failure.code : 0);
    });
  });

const packageOf = (url: string): string[] => {
  const [, name] =
    /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(url) ??
    /\/packages\/([^/]+)\//u.exec(url) ??
    [];
  return name === undefined ? [] : [name];
};

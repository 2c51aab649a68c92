import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Processes that have to do with this directory, by command line, environment or where they run; each by its command line. */
export const processesOf = async (directory: string): Promise<string[]> => {
  if (!existsSync('/proc/self/environ')) return listed(directory);
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const found = await Promise.all(ids.map((id) => commandOf(id, directory)));
  return found.filter((command) => command !== undefined);
};

/** Undefined where it is another's, or gone meanwhile. */
const commandOf = async (id: string, directory: string): Promise<string | undefined> => {
  if (Number(id) === process.pid) return undefined;
  try {
    const command = await readFile(`/proc/${id}/cmdline`, 'utf8');
    const environment = await readFile(`/proc/${id}/environ`, 'utf8');
    // PostgreSQL names its directory only by running in it.
    const place = await readlink(`/proc/${id}/cwd`);
    return [command, environment, place].some((fact) => fact.includes(directory))
      ? command.replaceAll('\0', ' ').trim()
      : undefined;
  } catch {
    return undefined;
  }
};

/** Elsewhere than on Linux: by command line alone. */
const listed = async (directory: string): Promise<string[]> => {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', 'command=']);
  return stdout.split('\n').filter((line) => line.includes(directory));
};

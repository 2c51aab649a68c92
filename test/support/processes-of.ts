import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Processes whose command line or environment names this text, such as a data directory; each by its command line. */
export const processesOf = async (text: string): Promise<string[]> => {
  if (!existsSync('/proc/self/environ')) return listed(text);
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const found = await Promise.all(ids.map((id) => commandOf(id, text)));
  return found.filter((command) => command !== undefined);
};

/** Undefined where it is another's, or gone meanwhile. */
const commandOf = async (id: string, text: string): Promise<string | undefined> => {
  if (Number(id) === process.pid) return undefined;
  try {
    const command = await readFile(`/proc/${id}/cmdline`, 'utf8');
    const environment = await readFile(`/proc/${id}/environ`, 'utf8');
    return `${command}\0${environment}`.includes(text)
      ? command.replaceAll('\0', ' ').trim()
      : undefined;
  } catch {
    return undefined;
  }
};

/** Elsewhere than on Linux: by command line alone. */
const listed = async (text: string): Promise<string[]> => {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', 'command=']);
  return stdout.split('\n').filter((line) => line.includes(text));
};

import { execFile } from 'node:child_process';
import { accessSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Also where the tools of an administrator are, for whoever is called with a short path. */
const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;

/** Whether a test may do without a program: where this machine has none, and nobody said that it must. */
export const lacksTool = (name: string): boolean => !process.env['CI'] && !hasTool(name);

const hasTool = (name: string): boolean =>
  path.split(':').some((folder) => {
    try {
      accessSync(join(folder, name));
      return true;
    } catch {
      return false;
    }
  });

/** What a program says. Throws, with all of that, where it does not end with 0. */
export const runTool = async (name: string, args: readonly string[]): Promise<string> => {
  const { stdout, stderr } = await promisify(execFile)(name, [...args], {
    env: { ...process.env, PATH: path },
  });
  return `${stdout}${stderr}`;
};

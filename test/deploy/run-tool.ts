import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { accessSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Also where the tools of an administrator are, for whoever is called with a short path. */
const pathOfTools = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;

/** Whether a test may do without a program: where this machine has none, and nobody said that it must. */
export const lacksTool = (name: string): boolean => !process.env['CI'] && !hasTool(name);

const hasTool = (name: string): boolean =>
  pathOfTools.split(':').some((folder) => {
    try {
      accessSync(join(folder, name));
      return true;
    } catch {
      return false;
    }
  });

/** What a program says. Throws, with all of that, where it does not end with 0. */
export const runTool = async (
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const { stdout, stderr } = await promisify(execFile)(name, [...args], {
    env: { ...process.env, ...env, PATH: pathOfTools },
  });
  return `${stdout}${stderr}`;
};

/** A program that goes on until it is ended. */
export const startTool = (name: string, args: readonly string[]): ChildProcess =>
  spawn(name, [...args], { env: { ...process.env, PATH: pathOfTools }, stdio: 'ignore' });

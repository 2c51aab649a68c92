import { readFile, readlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { Layout } from './layout.ts';
import { isShared } from './lock.ts';

/** Names the set of processes that can be seen from here: one boot of one machine or container. */
const visibleProcesses = async (): Promise<string> => {
  if (process.platform !== 'linux') return hostname();
  const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  return `${boot} ${await readlink('/proc/self/ns/pid')}`;
};

/**
 * Claims the data directory for servers started from here. Refused while a living process uses it
 * from where its server cannot be seen (another container on the same volume): a second server
 * would destroy the data. Call under the start lock, when no server was found.
 */
export const claimForThisMachine = async ({ home, machine, useLock }: Layout): Promise<void> => {
  const here = await visibleProcesses();
  const last = await readFile(machine, 'utf8').catch(() => here);
  if (last !== here && isShared(useLock)) {
    throw new Error(
      `${home} is in use by another container or machine. Stop that one, or use another directory.`,
    );
  }
  await writeFile(machine, here, { mode: 0o600 });
};

import { constants } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { HealthCheck } from '@aisha/core';
import { discard } from './incoming.ts';
import { onDisk } from './storage-errors.ts';

/** As much as a small picture's smallest file takes: a full disk has no room for it. */
const probe = Buffer.alloc(4096);

/**
 * Whether files can be written: a lost mount, a disk that is full or was made read-only. What a crash
 * leaves of it is swept with everything else that was not finished.
 */
export const checkFolder = ({ directory }: { readonly directory: string }): HealthCheck => ({
  name: 'storage',
  check: () =>
    onDisk('write a file', async () => {
      const incoming = join(resolve(directory), 'incoming');
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      const path = join(incoming, randomUUID());
      try {
        await write(path);
      } finally {
        await discard(path);
      }
    }),
});

const write = async (path: string): Promise<void> => {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    await file.writeFile(probe);
  } finally {
    await file.close();
  }
};

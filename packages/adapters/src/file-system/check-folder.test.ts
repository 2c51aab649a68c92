import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { healthContract } from '@aisha/core/testing';
import { checkFolder } from './index.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aisha-folder-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('health of the folder of files', () => {
  healthContract({
    it,
    create: async () => {
      const directory = join(folder, 'files');
      return {
        health: checkFolder({ directory }),
        // As where a mount is lost: a test that runs as root can be refused nothing.
        breakDown: async () => {
          await rm(directory, { recursive: true });
          await writeFile(directory, 'no folder');
        },
        repair: () => rm(directory),
        cleanup: () => rm(directory, { recursive: true }),
      };
    },
  });

  it('leaves nothing behind', async () => {
    const directory = join(folder, 'tidy');
    await checkFolder({ directory }).check();
    expect(await readdir(join(directory, 'incoming'))).toEqual([]);
  });
});

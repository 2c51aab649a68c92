import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleCli } from '../../scripts/bundle-cli.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const run = promisify(execFile);
const cli = new URL('../../packages/cli/', import.meta.url).pathname;

let database: TestDatabase;
let directory: string;

/** As it is typed where it is installed, but for the packages, which are there as source. */
const typed = async (file: string, ...args: string[]): Promise<string> => {
  const env = {
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    DATA_DIR: directory,
    DATABASE_URL: database.url,
    FAL_TRAINING_TEST_MODE: 'false',
  };
  const command = ['--conditions=@aisha/source', file, ...args];
  return (await run(process.execPath, command, { env })).stdout;
};
const bundled = (...args: string[]) => typed(join(directory, 'aisha/main.js'), ...args);
const source = (...args: string[]) => typed(join(cli, 'src/main.ts'), ...args);

beforeAll(async () => {
  database = await createTestDatabase();
  // Below the package, whose dependencies it finds there.
  await mkdir(join(cli, 'dist'), { recursive: true });
  directory = await mkdtemp(join(cli, 'dist/bundled-'));
  await bundleCli(join(directory, 'aisha'));
});
afterAll(async () => {
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
});

describe('the bundled command', { timeout: 60_000 }, () => {
  it.each(['--help', 'avatars list --json', 'styles list', 'config show'])(
    'answers %s as its source does',
    async (line) => {
      const said = await bundled(...line.split(' '));
      expect(said).not.toBe('');
      expect(said).toBe(await source(...line.split(' ')));
    },
  );

  it('changes what it is asked to', async () => {
    await bundled('queue', 'pause', 'generation.submit', '--yes', '--why', 'a try');
    expect(await source('audit', 'list', '--json')).toContain('a try');
  });

  it('is a few files', async () => {
    const files = await readdir(join(directory, 'aisha'), { recursive: true });
    expect(files.length).toBeLessThan(150);
  });
});

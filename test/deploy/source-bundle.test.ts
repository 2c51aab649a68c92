import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceBundle } from '../../scripts/source-bundle.ts';

let folder: string;
let source: string;
let built: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aisha-source-'));
  source = join(folder, 'src');
  await mkdir(source);
  await writeFile(join(source, 'main.ts'), 'one');
  built = 0;
});
afterEach(() => rm(folder, { recursive: true }));

const bundled = () =>
  sourceBundle({
    directory: join(folder, 'dist'),
    sources: [source],
    bundle: async (directory) => {
      built += 1;
      await mkdir(directory);
      await writeFile(join(directory, 'main.js'), '');
    },
  });

describe('the bundle of the source', () => {
  it('is made once, and anew when a file of it changed, came or went', async () => {
    const first = await bundled();
    expect([await bundled(), built]).toEqual([first, 1]);
    await writeFile(join(source, 'main.ts'), 'longer');
    const second = await bundled();
    await writeFile(join(source, 'more.ts'), '');
    await bundled();
    await rm(join(source, 'more.ts'));
    expect([await bundled(), built]).toEqual([second, 3]);
    await writeFile(join(source, 'main.test.ts'), '');
    expect([await bundled(), built]).toEqual([second, 3]);
  });

  it('is the same one for two who start at once, and leaves nothing half-made', async () => {
    const [one, other] = await Promise.all([bundled(), bundled()]);
    expect(one).toBe(other);
    expect(await readdir(join(folder, 'dist'))).toHaveLength(1);
  });

  it('goes after a day, once there is another', async () => {
    await bundled();
    const [old = ''] = await readdir(join(folder, 'dist'));
    const longAgo = new Date(Date.now() - 25 * 60 * 60_000);
    await utimes(join(folder, 'dist', old), longAgo, longAgo);
    await writeFile(join(source, 'more.ts'), '');
    await bundled();
    const left = await readdir(join(folder, 'dist'));
    expect([left.length, left.includes(old)]).toEqual([1, false]);
  });
});

import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

type Locked = {
  readonly version?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

const root = new URL('../../', import.meta.url);

// npm leaves out of the lock what it could not find, or what the machine that wrote it had no use
// for, and then `npm ci` refuses the lock everywhere.
it('the lock file names every optional package for every platform', async () => {
  const lock = JSON.parse(await readFile(new URL('package-lock.json', root), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  const names = new Set(
    Object.keys(lock.packages).map((path) => path.split('node_modules/').pop()),
  );
  const missing = Object.entries(lock.packages)
    .filter(([path]) => path.includes('node_modules/'))
    .flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !names.has(name))
        .map((name) => `${path} → ${name}`),
    );
  expect(missing).toEqual([]);
});

import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, textOf } from './sources.ts';

type Dependencies = Readonly<Record<string, string>>;

interface Manifest {
  readonly dependencies?: Dependencies;
  readonly devDependencies?: Dependencies;
  readonly peerDependencies?: Dependencies;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly optionalDependencies?: Dependencies;
}

const MANIFESTS = filesIn('package.json', 'packages/*/package.json', 'examples/*/package.json');

const manifestOf = (path: string): Manifest => JSON.parse(textOf(path)) as Manifest;

/** What is installed here; a peer is installed by whoever embeds the package. */
const dependenciesOf = (path: string): [name: string, version: string][] => {
  const manifest = manifestOf(path);
  return Object.entries({
    ...manifest.optionalDependencies,
    ...manifest.devDependencies,
    ...manifest.dependencies,
  });
};

const versionsOf = (wanted: (name: string) => boolean): Set<string> =>
  new Set(
    MANIFESTS.flatMap(dependenciesOf)
      .filter(([name]) => wanted(name))
      .map(([, version]) => version),
  );

describe('the packages', () => {
  it.each(MANIFESTS)('%s names exact versions', (path) => {
    const loose = dependenciesOf(path).filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version));
    expect(loose).toEqual([]);
  });

  it('agree on one version of each dependency', () => {
    const names = new Set(MANIFESTS.flatMap(dependenciesOf).map(([name]) => name));
    const disputed = [...names].filter((name) => versionsOf((one) => one === name).size > 1);
    expect(disputed).toEqual([]);
  });

  it('use one version of all of MikroORM, whose packages only fit each other exactly', () => {
    expect(versionsOf((name) => name.startsWith('@mikro-orm/')).size).toBe(1);
  });
});

describe('the adapters', () => {
  const ADAPTERS = 'packages/adapters/package.json';
  const {
    peerDependencies = {},
    peerDependenciesMeta = {},
    devDependencies = {},
  } = manifestOf(ADAPTERS);
  const isMikroOrm = (name: string): boolean => name.startsWith('@mikro-orm/');

  it('ask for no vendor that an embedding team does not use', () => {
    const { dependencies = {} } = manifestOf(ADAPTERS);
    const small = ['@aisha/core', 'undici', 'yauzl', 'yazl', 'zod'];
    expect(Object.keys(dependencies)).toEqual(small);
    const demanded = Object.keys(peerDependencies).filter(
      (name) => peerDependenciesMeta[name]?.optional !== true,
    );
    expect(demanded).toEqual([]);
  });

  it('name their vendors from the version on that they are tested with', () => {
    expect(Object.keys(peerDependencies)).not.toEqual([]);
    const tested = Object.entries(devDependencies).map(([name, version]) => [
      name,
      isMikroOrm(name) ? version : `^${version}`,
    ]);
    expect(peerDependencies).toEqual(Object.fromEntries(tested));
  });

  it.each(['bot', 'http', 'cli'])('find every vendor in %s, which deploys them all', (app) => {
    const { dependencies = {} } = manifestOf(`packages/${app}/package.json`);
    const missing = Object.keys(peerDependencies).filter((name) => !(name in dependencies));
    expect(missing).toEqual([]);
  });
});

describe('the files', () => {
  const sources = filesIn('packages/*/src/**/*.ts', 'examples/*/src/**/*.ts', 'test/**/*.ts');

  it('say what they hold', () => {
    const vague = /^(?:utils?|helpers?|common|managers?|misc|stuff)$/;
    const parts = (path: string): string[] => [
      ...dirname(path).split('/'),
      ...basename(path).split(/[.-]/),
    ];
    expect(sources.filter((path) => parts(path).some((part) => vague.test(part)))).toEqual([]);
  });

  it('of an adapter live in the folder of its technology', () => {
    expect(filesIn('packages/adapters/src/*.ts')).toEqual([]);
    const folders = new Set(
      filesIn('packages/adapters/src/*/**/*.ts').map((path) => path.split('/')[3]),
    );
    const faces = new Set(
      filesIn('packages/adapters/src/*/index.ts').map((path) => path.split('/')[3]),
    );
    expect([...folders].filter((folder) => !faces.has(folder))).toEqual([]);
  });
});

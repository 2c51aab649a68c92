import { rm } from 'node:fs/promises';
import { type ICruiseResult, cruise } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';
import configuration from '../../.dependency-cruiser.ts';
import { growTree } from './lawful-tree.ts';
import { PLANTED } from './planted-violations.ts';

const { forbidden = [], options } = configuration;

interface Broken {
  readonly rule: string;
  readonly from: string;
}

const brokenIn = async (baseDir: string): Promise<Broken[]> => {
  const { enhancedResolveOptions, ...cruiseOptions } = options ?? {};
  const { output } = await cruise(
    ['packages', 'examples', 'test'],
    { ...cruiseOptions, baseDir, validate: true, ruleSet: { forbidden } },
    enhancedResolveOptions,
  );
  return (output as ICruiseResult).summary.violations.map(({ rule, from }) => ({
    rule: rule.name,
    from,
  }));
};

const brokenAmongPlants = async (): Promise<Broken[]> => {
  const root = await growTree(
    Object.fromEntries(
      Object.values(PLANTED)
        .flat()
        .flatMap(Object.entries<string>),
    ),
  );
  try {
    return await brokenIn(root);
  } finally {
    await rm(root, { recursive: true });
  }
};

// Whether they hold in this repository is asked by `npm run check`, of the same configuration.
describe('the boundaries between folders', () => {
  let broken: Broken[] = [];
  const rulesBrokenBy = (files: readonly string[]): string[] => [
    ...new Set(broken.filter(({ from }) => files.includes(from)).map(({ rule }) => rule)),
  ];

  beforeAll(async () => {
    broken = await brokenAmongPlants();
  });

  it('each have a rule with a reason, and a planted violation to prove it', () => {
    expect(Object.keys(PLANTED).toSorted()).toEqual(
      forbidden.map(({ name }) => String(name)).toSorted(),
    );
    for (const rule of forbidden) expect(rule.comment, rule.name).toMatch(/^.{30,}\.$/);
  });

  it.each(Object.entries(PLANTED))('%s catches what is planted for it, alone', (rule, scenes) => {
    for (const scene of scenes) {
      expect(rulesBrokenBy(Object.keys(scene)), Object.keys(scene)[0]).toEqual([rule]);
    }
  });

  it('allow everything that the layout is made for', () => {
    const planted = new Set(Object.values(PLANTED).flat().flatMap(Object.keys));
    expect(broken.filter(({ from }) => !planted.has(from))).toEqual([]);
  });
});

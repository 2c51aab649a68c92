import { describe, expect, it } from 'vitest';
import type { Aisha, BlobKey, OrphanSweep, SweepOptions } from '@aisha/core';
import { aCli, type OwnParts } from '../../cli.fixture.ts';

const clean: OrphanSweep = {
  scanned: 5000,
  orphans: 12,
  spared: 3,
  missing: 0,
  missingExamples: [],
  unfinished: 2,
};

const sweepWith = async (swept: OrphanSweep, args: readonly string[], own: OwnParts = {}) => {
  const asked: SweepOptions[] = [];
  const sweepOrphans: Aisha['sweepOrphans'] = async (given) => {
    const { onScanned, ...options } = given ?? {};
    asked.push(options);
    onScanned?.(swept.scanned);
    return swept;
  };
  const { run } = aCli({ ...own, open: async () => ({ ...aCli().aisha, sweepOrphans }) });
  const { printed, code, statuses } = await run('storage', 'sweep', ...args);
  return { printed, code, asked, statuses };
};

describe('aisha storage sweep', () => {
  it('tells what it removed', async () => {
    const { printed, code, asked, statuses } = await sweepWith(clean, ['--yes', '--why', 'full']);
    expect([code, asked]).toEqual([0, [{ dryRun: false, by: { who: 'ada', why: 'full' } }]]);
    expect(statuses).toEqual(['looking at objects 5000', '']);
    expect(printed).toBe(`5000 objects looked at
12 that nothing refers to removed
3 that nothing refers to left for now
2 unfinished uploads removed
0 rows without their bytes
`);
  });

  it('asks whether to, and removes nothing where nobody says so', async () => {
    expect(await sweepWith(clean, [])).toEqual({ printed: '', code: 6, asked: [], statuses: [] });
    const agreed = await sweepWith(clean, [], { answers: ['y', ''] });
    expect([agreed.code, agreed.asked]).toEqual([0, [{ dryRun: false, by: { who: 'ada' } }]]);
  });

  it('only looks when told so', async () => {
    const { printed, asked } = await sweepWith(clean, ['--dry-run']);
    expect(asked).toEqual([{ dryRun: true }]);
    expect(printed).toContain('12 that nothing refers to would go\n');
    expect(printed).not.toContain('removed');
  });

  it('ends with 3 where rows have lost their bytes', async () => {
    const missing = { key: 'photos/a/b.jpg' as BlobKey, owner: 'photo b' };
    const swept = { ...clean, missing: 21, missingExamples: [missing] };
    const { printed, code } = await sweepWith(swept, ['--yes']);
    expect(code).toBe(3);
    expect(printed).toMatch(/21 rows without their bytes\n {2}photo b: photos\/a\/b\.jpg\n$/u);
    expect(JSON.parse((await sweepWith(swept, ['--dry-run', '--json'])).printed)).toEqual(swept);
  });
});

import { describe, expect, it } from 'vitest';
import { aUser } from '@aisha/core/testing';
import { aCli } from '../../cli.fixture.ts';
import { widthOf } from '../../text-width.ts';
import { sparkline } from './sparkline.ts';

describe('aisha stats', () => {
  it('tells what happened today and on the days before, as numbers and as a line', async () => {
    const { ports, run } = aCli();
    const now = ports.clock.now();
    const yesterday = new Date(now.getTime() - 24 * 60 * 60_000);
    await ports.unitOfWork.run(async ({ users }) => {
      for (const createdAt of [now, now, yesterday]) await users.add(aUser({ createdAt }));
    });
    const { printed } = await run('stats', '--days', '3');
    const people = printed.split('\n').find((line) => line.startsWith('new people'));
    expect(people).toMatch(/^new people +2 +3 +1\.0 +▁▅█$/u);
    for (const line of printed.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
    const days = JSON.parse((await run('stats', '--days', '3', '--json')).printed) as unknown[];
    expect(days).toMatchObject([{ people: 0 }, { people: 1 }, { people: 2 }]);
  });
});

describe('a sparkline', () => {
  it('has a bar for each number, and something for the least that is not nothing', () => {
    expect(sparkline([0, 1, 500, 1_000])).toBe('▁▂▅█');
    expect(sparkline([0, 0])).toBe('▁▁');
    expect(sparkline([])).toBe('');
  });
});

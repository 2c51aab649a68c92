import { describe, expect, it } from 'vitest';
import { aCli } from '../cli.fixture.ts';

describe('aisha reconcile', () => {
  it('only counts when told so, without asking', async () => {
    const { run, questions, aisha } = aCli({ answers: [] });
    const { printed, code } = await run('reconcile', '--dry-run');
    expect([code, questions]).toEqual([0, []]);
    expect(printed).toContain('0 overdue runs would be asked for at the provider\n');
    expect(await aisha.inspectAudit({ limit: 5 })).toEqual([]);
  });

  it('asks, does it, and is written down', async () => {
    const { run, questions, aisha } = aCli({ answers: ['y', 'after the outage'] });
    const { printed, statuses } = await run('reconcile');
    expect(statuses).toEqual(['reconciling 0 s', '']);
    expect(questions[0]).toBe('Reconcile now? (y/N) ');
    expect(printed).toContain('0 trainings and orders past their deadline ended');
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { action: 'reconcile', why: 'after the outage', details: { step: 'done', checked: 0 } },
      { action: 'reconcile', why: 'after the outage', details: { step: 'begun' } },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  ledgerFindingCodes,
  type Aisha,
  type LedgerReport,
  type StatementLine,
  type UserId,
} from '@aisha/core';
import { aCli } from '../../cli.fixture.ts';
import { widthOf } from '../../text-width.ts';

const id = '01998c1e-7b3a-7c11-9d55-2f3a4b5c6d7e';

const right: LedgerReport = {
  totals: {
    transfers: 11,
    holds: 4,
    issued: 10_184,
    available: 10_062,
    held: 60,
    earned: 62,
    provider: { billedUsd: 2.435, uncertainUsd: 0.007 },
  },
  counts: {},
  findings: [],
};

const line = (own: Partial<StatementLine> = {}): StatementLine => ({
  id,
  bookedAt: new Date('2026-11-22T12:00:00Z'),
  kind: 'hold',
  reason: 'training',
  holdId: id as never,
  available: -100,
  held: 100,
  ...own,
});

const aSetting = (report: LedgerReport, lines: readonly StatementLine[] = []) => {
  const asked: unknown[] = [];
  const auditLedger: Aisha['auditLedger'] = {
    verify: async (options) => {
      asked.push(options);
      return report;
    },
    statement: async (...question) => {
      asked.push(question);
      return lines;
    },
  };
  const { run } = aCli({
    open: () => Promise.reject(new Error('the books are read, nothing else is opened')),
    openLedger: async () => ({ auditLedger }),
  });
  return { asked, run };
};

describe('aisha ledger verify', () => {
  it('ends with 0 where the books are right, and tells what stands in them', async () => {
    const { run } = aSetting(right);
    expect(await run('ledger', 'verify')).toMatchObject({
      code: 0,
      printed: `The books are right.

  issued    10184 credits
  available 10062 credits
  held         60 credits
  earned       62 credits
  transfers 11, holds 4
  provider  2.44 USD billed, 0.01 USD uncertain
`,
    });
  });

  it('tells while it reads how long it has', async () => {
    const { statuses } = await aSetting(right).run('ledger', 'verify');
    expect(statuses).toEqual(['reading the books 0 s', '']);
  });

  it('ends with 3 where anything is wrong, names so much of it and counts the rest', async () => {
    const finding = { code: 'work.charged-wrong', subject: id, expected: 2, actual: 4 } as const;
    const wrong = {
      ...right,
      counts: { 'work.charged-wrong': 250 },
      findings: Array.from({ length: 100 }, () => finding),
    };
    const { asked, run } = aSetting(wrong);
    const { printed, code } = await run('ledger', 'verify');
    expect(code).toBe(3);
    expect(asked).toEqual([{ limit: 100 }]);
    expect(printed).toMatch(/^The books are wrong: 250 findings\.\n/u);
    expect(printed).toContain('  work.charged-wrong: 250\n');
    expect(printed).toMatch(/^work\.charged-wrong {2}01998c1e-\S+ {2}2 {9}4$/mu);
    expect(printed).toMatch(/\n… and 150 more\n$/u);
  });

  it('fits 80 columns, whatever is found', async () => {
    const findings = ledgerFindingCodes.map((code) => {
      return { code, subject: id, expected: 1e15, actual: -1e15 };
    });
    const counts = Object.fromEntries(ledgerFindingCodes.map((code) => [code, 1]));
    const { printed } = await aSetting({ ...right, counts, findings }).run('ledger', 'verify');
    for (const text of printed.split('\n')) expect(widthOf(text)).toBeLessThanOrEqual(80);
    for (const code of ledgerFindingCodes) expect(printed).toContain(`\n${code} `);
  });

  it('gives JSON that a program reads back, with the same end', async () => {
    const wrong: LedgerReport = {
      ...right,
      counts: { 'work.hold-open': 1 },
      findings: [{ code: 'work.hold-open', subject: id, userId: id as UserId }],
    };
    const { printed, code } = await aSetting(wrong).run('ledger', 'verify', '--json');
    expect([JSON.parse(printed), code]).toEqual([wrong, 3]);
  });
});

describe('aisha ledger show', () => {
  it('tells how a person’s credits moved', async () => {
    const { asked, run } = aSetting(right, [line(), line({ held: 0, available: 300 })]);
    const { printed } = await run('ledger', 'show', 'telegram:77', '--limit', '2', '--before', id);
    expect(asked).toEqual([['telegram:77', { limit: 2, before: id }]]);
    const [own, heading, idOfFirst, first, , second] = printed.split('\n');
    expect([own, idOfFirst]).toEqual(['TRANSFER', id]);
    expect(heading).toMatch(/^ {2}BOOKED +KIND +AVAILABLE +HELD +REASON +FOR$/u);
    expect(first).toMatch(
      /^ {2}2026-11-22 12:00:00 {2}hold {2}-100 +\+100 {2}training {2}01998c1e/u,
    );
    expect(second).toMatch(/^ {2}2026-11-22 12:00:00 {2}hold {2}\+300 +training/u);
  });

  it('takes ids in capitals, and says so where nothing moved', async () => {
    const { asked, run } = aSetting(right);
    expect((await run('ledger', 'show', id.toUpperCase())).printed).toBe('No transfers.\n');
    expect(asked).toEqual([[id, { limit: 50 }]]);
    expect((await run('ledger', 'show', id, '--json')).printed).toBe('[]\n');
  });

  it('lets no reason move the cursor', async () => {
    const { printed } = await aSetting(right, [line({ reason: 'a\u001B[2J\nb' })]).run(
      'ledger',
      'show',
      id,
    );
    expect(printed).not.toMatch(/[^\P{C}\n]/u);
    expect(printed.trimEnd().split('\n')).toHaveLength(4);
  });
});

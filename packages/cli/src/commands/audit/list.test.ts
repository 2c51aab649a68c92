import { describe, expect, it } from 'vitest';
import type { AuditEntry, AuditEntryId } from '@aisha/core';
import { freshId } from '@aisha/core/testing';
import { aCli, type Cli } from '../../cli.fixture.ts';
import { widthOf } from '../../text-width.ts';

const anEntry = (own: Partial<AuditEntry> = {}): AuditEntry => ({
  id: freshId<AuditEntryId>(),
  at: new Date('2026-11-22T12:00:00Z'),
  who: 'ada',
  why: 'fal is away',
  action: 'queue.pause',
  subject: 'queue run.check',
  details: { jobs: 3 },
  ...own,
});

const store = ({ ports }: Cli, ...entries: AuditEntry[]) =>
  ports.unitOfWork.run(async ({ audit }) => {
    for (const entry of entries) await audit.add(entry);
  });

describe('aisha audit list', () => {
  it('tells who changed what, when and why, the newest first', async () => {
    const cli = aCli({ columns: 200 });
    const [one, other] = [anEntry(), anEntry({ who: 'bo', why: undefined, details: {} })];
    await store(cli, one, other);
    const { printed, code } = await cli.run('audit', 'list');
    const [heading, first, second] = printed.split('\n');
    expect(code).toBe(0);
    expect(heading).toMatch(/^ENTRY +TO +AT +WHO +WHAT +WHY +DETAILS$/u);
    expect(first).toBe(`${other.id}  queue run.check  2026-11-22 12:00:00  bo   queue.pause`);
    expect(second).toContain('  2026-11-22 12:00:00  ada  queue.pause  fal is away  jobs 3');
    const { printed: asked } = await cli.run('audit', 'list', '--who', 'ada', '--json');
    expect(JSON.parse(asked)).toMatchObject([{ id: one.id, why: 'fal is away' }]);
  });

  it('has what one copies whole where the terminal is narrow: the entry, and what was changed', async () => {
    const cli = aCli();
    const subject = `training ${freshId()}`;
    const entry = anEntry({ who: 'ada', action: 'trainings.attach-request', subject });
    await store(cli, entry);
    const { printed } = await cli.run('audit', 'list');
    const lines = printed.split('\n');
    expect(lines).toContain(entry.id);
    expect(lines).toContain(`  ${subject}`);
    expect(printed).toContain('  2026-11-22 12:00:00  ada  trainings.attach-request  ');
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(80);
    const same = await cli.run('audit', 'list', '--subject', subject, '--json');
    expect(JSON.parse(same.printed)).toMatchObject([{ id: entry.id }]);
  });

  it('fits the terminal, whatever somebody wrote', async () => {
    const cli = aCli();
    await store(cli, anEntry({ why: `日\u001B[2J${'日'.repeat(200)}`, subject: 'x'.repeat(200) }));
    const { printed } = await cli.run('audit', 'list');
    expect(printed).not.toMatch(/[^\P{C}\n]/u);
    for (const line of printed.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
  });

  it('leaves ids and reasons whole on a narrow terminal', async () => {
    const cli = aCli({ columns: 78 });
    const entry = anEntry({ subject: `avatar ${anEntry().id}` });
    await store(cli, entry);
    const lines = (await cli.run('audit', 'list')).printed.split('\n');
    expect(lines).toContain(entry.id);
    expect(lines).toContain(`  ${entry.subject}`);
    expect(lines.some((line) => line.includes('fal is away'))).toBe(true);
  });

  it('says so where nothing was changed', async () => {
    expect((await aCli().run('audit', 'list')).printed).toBe('No such changes.\n');
    expect((await aCli().run('audit', 'list', '--json')).printed).toBe('[]\n');
  });
});

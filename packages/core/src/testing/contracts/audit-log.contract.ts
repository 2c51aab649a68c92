import type { AuditEntryId } from '../../shared/ids.ts';
import type { AuditEntry } from '../../domain/audit/audit.ts';
import type { AuditFilter } from '../../ports/audit-log.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { builtAt, freshId, minutesAfter } from '../builders/fresh.ts';
import { given } from './given.ts';
import { casesOf, type Suite } from './suite.ts';

export const auditLogContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const anEntry = (own: Partial<AuditEntry> = {}): AuditEntry => ({
    id: freshId<AuditEntryId>(),
    at: builtAt,
    who: 'ada',
    why: 'a customer asked',
    action: 'jobs.retry',
    subject: `job ${freshId()}`,
    details: { count: 2, queue: 'run.check', forced: false },
    ...own,
  });
  const add = (unitOfWork: UnitOfWork, ...entries: AuditEntry[]) =>
    unitOfWork.run(async ({ audit }) => {
      for (const entry of entries) await audit.add(entry);
    });
  const list = (unitOfWork: UnitOfWork, filter: Partial<AuditFilter>) =>
    unitOfWork.read(({ audit }) => audit.list({ limit: 10, ...filter }));

  test('what was done reads back as it was written, the newest first', async ({ unitOfWork }) => {
    const one = anEntry();
    const other = anEntry({ at: minutesAfter(builtAt, 1), why: undefined, details: {} });
    await add(unitOfWork, one, other);
    deepEqual(await list(unitOfWork, {}), [other, one]);
  });

  test('it is read page by page', async ({ unitOfWork }) => {
    const entries = [1, 2, 3].map(() => anEntry());
    await add(unitOfWork, ...entries);
    const [first, second] = await list(unitOfWork, { limit: 2 });
    deepEqual([first, second], [entries[2], entries[1]]);
    deepEqual(await list(unitOfWork, { before: second?.id }), [entries[0]]);
  });

  test('it is asked for by who, what and what to', async ({ unitOfWork }) => {
    const one = anEntry({ who: 'ada', action: 'jobs.retry', subject: 'job 1' });
    const other = anEntry({ who: 'bo', action: 'jobs.cancel', subject: 'job 2' });
    await add(unitOfWork, one, other);
    deepEqual(await list(unitOfWork, { who: 'ada' }), [one]);
    deepEqual(await list(unitOfWork, { action: 'jobs.cancel' }), [other]);
    deepEqual(await list(unitOfWork, { subject: 'job 1' }), [one]);
    deepEqual(await list(unitOfWork, { who: 'ada', subject: 'job 2' }), []);
  });

  test('a change that is undone was never done', async ({ unitOfWork }) => {
    const stage = given(unitOfWork);
    const undone = unitOfWork.run(async ({ audit }) => {
      await audit.add(anEntry());
      throw new Error('undone');
    });
    equal(await undone.then(() => 'done').catch(messageOf), 'undone');
    await stage.user();
    deepEqual(await list(unitOfWork, {}), []);
  });
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'no error');

import { describe, expect, it } from 'vitest';
import type { AuditEntryId, ProviderRequestId } from '../../shared/ids.ts';
import { aTraining } from '../../testing/builders/avatars.ts';
import { builtAt, freshId, minutesAfter } from '../../testing/builders/fresh.ts';
import { aRun } from '../../testing/builders/generations.ts';
import { explainWork } from './explain-work.ts';
import type { WorkFacts } from './work-facts.ts';

const nothing = { type: 'training', runs: [], webhooks: [], deeds: [], pauses: [] } as const;
const at = (minute: number) => ({ now: minutesAfter(builtAt, minute), lostReplyGraceMs: 60_000 });
const explain = (facts: Partial<WorkFacts> & Pick<WorkFacts, 'work'>, minute = 0) =>
  explainWork({ ...nothing, ...facts }, at(minute));

const pause = {
  scope: 'account',
  reason: 'balance-exhausted',
  since: builtAt,
  refusals: 1,
  probes: 0,
  nextProbeAt: minutesAfter(builtAt, 5),
} as const;

describe('explaining work', () => {
  it('tells everything that happened in its order', () => {
    const work = aTraining({
      status: 'failed',
      createdAt: builtAt,
      startedAt: minutesAfter(builtAt, 2),
      finishedAt: minutesAfter(builtAt, 4),
      failure: { code: 'provider.failed', providerType: 'internal_error', retryable: true },
    });
    const requestId = 'request-1' as ProviderRequestId;
    const run = aRun({ requestId, createdAt: builtAt, acceptedAt: minutesAfter(builtAt, 1) });
    const told = { outcome: 'failed', receivedAt: minutesAfter(builtAt, 3) };
    const deed = {
      id: freshId<AuditEntryId>(),
      at: minutesAfter(builtAt, 2),
      who: 'ada',
      action: 'trainings.refresh',
      subject: '',
      details: {},
    };
    const { history, waitsFor, advice, deadlineAt } = explain({
      work,
      runs: [run],
      webhooks: [told],
      deeds: [deed],
    });
    expect(history.map(({ what }) => what)).toEqual([
      'requested',
      'try-begun',
      'try-accepted',
      'begun',
      'operator',
      'provider-told',
      'ended',
    ]);
    expect(history.at(-1)).toMatchObject({ failure: 'provider.failed' });
    expect(waitsFor).toEqual({ code: 'nothing' });
    expect(advice).toEqual(['retry']);
    expect(deadlineAt).toBeUndefined();
  });

  it.each([
    ['reserved', {}, { code: 'worker' }, 'look-at-workers'],
    ['submitting', { pauses: [pause] }, { code: 'provider-pause' }, 'pay-provider'],
    [
      'submitting',
      { runs: [aRun({ status: 'intended', createdAt: builtAt })] },
      { code: 'lost-reply' },
      'attach-request',
    ],
    ['submitting', { runs: [aRun({ status: 'refused' })] }, { code: 'next-try' }, 'wait'],
    ['queued', {}, { code: 'provider-queue' }, 'refresh'],
    ['running', {}, { code: 'provider-run' }, 'refresh'],
    ['finishing', {}, { code: 'copy' }, 'import-result'],
  ] as const)('says what one that is %s waits for', (status, facts, waitsFor, advice) => {
    const work = aTraining({ status, createdAt: builtAt });
    const explained = explain({ work, ...facts });
    expect(explained.waitsFor).toMatchObject(waitsFor);
    expect(explained.advice).toContain(advice);
    expect(explained.deadlineAt).toEqual(work.deadlineAt);
  });

  it('does not take an orphan for the try that counts', () => {
    const first = aRun({ status: 'intended', createdAt: builtAt });
    const orphan = aRun({ status: 'abandoned', orphanOf: first.id });
    const work = aTraining({ status: 'submitting' });
    const { waitsFor, history } = explain({ work, runs: [orphan, first] });
    expect(waitsFor).toMatchObject({ code: 'lost-reply' });
    expect(history).toContainEqual(expect.objectContaining({ what: 'try-begun', isOrphan: true }));
  });

  it('says of what is past its deadline that nobody has looked after it', () => {
    const work = aTraining({ status: 'running', createdAt: builtAt, deadlineAt: builtAt });
    expect(explain({ work }, 1).advice).toEqual(['reconcile', 'fail']);
  });

  it.each([
    ['photos.no-face', ['see-photos', 'retry']],
    ['content.blocked', ['change-words']],
    ['deadline.passed', ['retry']],
  ] as const)('advises after %s', (code, advice) => {
    const failure = { code, retryable: false };
    const work = aTraining({ status: 'failed', failure, finishedAt: builtAt });
    expect(explain({ work }).advice).toEqual(advice);
  });

  it('advises nothing about an order that there is no command for', () => {
    const work = aTraining({ status: 'finishing' });
    expect(explain({ type: 'generation', work }).advice).toEqual(['wait']);
  });

  it('advises nothing where all went well', () => {
    const work = aTraining({ status: 'succeeded', finishedAt: builtAt });
    expect(explain({ work }).advice).toEqual([]);
  });
});

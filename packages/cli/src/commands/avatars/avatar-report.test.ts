import { describe, expect, it } from 'vitest';
import type { AuditEntryId, AvatarDossier, ProviderRequestId, ProviderRun } from '@aisha/core';
import { aRun, aTraining, aUser, anAvatar, freshId } from '@aisha/core/testing';
import { avatarReport } from './avatar-report.ts';

const reportOf = (runs: readonly Partial<ProviderRun>[], columns = 120): string => {
  const owner = aUser();
  const avatar = anAvatar({ userId: owner.id, status: 'failed' });
  const failure = {
    code: 'photos.no-face',
    providerType: 'face_detection_error',
    retryable: false,
    photoNumber: 7,
  } as const;
  const training = aTraining({ avatarId: avatar.id, status: 'failed', failure });
  const subject = { type: 'training', id: training.id } as const;
  const dossier: AvatarDossier = {
    avatar,
    owner,
    photos: 12,
    versions: 1,
    trainings: [training],
    runs: runs.map((run) => aRun({ subject, ...run })),
  };
  const deed = {
    id: freshId<AuditEntryId>(),
    at: new Date('2026-11-22T12:00:00Z'),
    who: 'ada',
    action: 'avatars.retrain',
    subject: `avatar ${avatar.id}`,
    why: 'asked by its owner',
    details: {},
  };
  return avatarReport({ ...dossier, deeds: [deed] }, columns);
};

describe('the report on an avatar', () => {
  it('tells what each run costs and whether it is billed', () => {
    const lines = reportOf([
      { status: 'ended', cost: { expectedMicroUsd: 2_400_000, billing: 'billed' } },
      { status: 'refused', cost: { expectedMicroUsd: 2_400_000, billing: 'free' } },
      { status: 'abandoned', cost: { expectedMicroUsd: 35_000, billing: 'maybe' } },
      { cost: { expectedMicroUsd: 0, billing: 'open' } },
    ]);
    expect(lines.match(/\$\d[^\n]*/gu)).toEqual([
      '$2.4000 expected, billed',
      '$2.4000 expected, not billed',
      '$0.0350 expected, perhaps billed',
      '$0.0000 expected, not billed yet',
    ]);
  });

  it('tells an orphan from the try that it came of', () => {
    const { id } = aRun();
    const requestId = 'request-of-the-orphan' as ProviderRequestId;
    const report = reportOf([
      { id, status: 'accepted' },
      { orphanOf: id, status: 'abandoned', requestId },
    ]);
    expect(report).toMatch(/^ {2}try 1 {5}accepted/mu);
    expect(report).toMatch(/^ {2}orphan 1 {2}abandoned/mu);
  });

  it('tells what operators did about it, and what may be typed next', () => {
    const report = reportOf([]);
    expect(report).toContain('2026-11-22 12:00:00  ada did avatars.retrain: asked by its owner\n');
    expect(report).toMatch(/\n\nWhat to do\n.+\n {4}aisha trainings show [\da-f-]{36}\n/u);
    expect(report).toMatch(/\n {4}aisha avatars retrain [\da-f-]{36}\n$/u);
  });

  it('breaks what is too long for the terminal, and cuts nothing off', () => {
    expect(reportOf([], 44).replaceAll(/\s+/gu, ' ')).toContain('its owner may retry');
  });

  it('names the photo that a training failed on', () => {
    expect(reportOf([])).toMatch(/failure {3}photos\.no-face face_detection_error photo 7/u);
  });
});

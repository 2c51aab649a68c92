import { describe, expect, it } from 'vitest';
import type { AvatarDossier, ProviderRequestId, ProviderRun } from '@aisha/core';
import { aRun, aTraining, aUser, anAvatar } from '@aisha/core/testing';
import { avatarReport } from './avatar-report.ts';

const reportOf = (runs: readonly Partial<ProviderRun>[]): string => {
  const owner = aUser();
  const avatar = anAvatar({ userId: owner.id });
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
  return avatarReport(dossier, 120);
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

  it('names the photo that a training failed on', () => {
    expect(reportOf([])).toMatch(/failure {3}photos\.no-face face_detection_error photo 7/u);
  });
});

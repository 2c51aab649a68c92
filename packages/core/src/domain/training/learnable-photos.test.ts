import { describe, expect, it } from 'vitest';
import { anAcceptedPhoto, aPhoto, aTraining } from '../../testing/index.ts';
import { learnablePhotos, sentPhotos } from './learnable-photos.ts';

const [good, bad, waiting] = [anAcceptedPhoto(), anAcceptedPhoto(), aPhoto()];
const photoIds = [good.id, bad.id];
const failedOn = (photoNumber: number) =>
  aTraining({ photoIds, failure: { code: 'photos.no-face', retryable: false, photoNumber } });

describe('a photo that a training failed on', () => {
  it('is left out of the next, and said to be', () => {
    const before = [failedOn(2)];
    expect(learnablePhotos([good, bad, waiting], before)).toEqual([good]);
    expect(sentPhotos([good, bad, waiting], before)).toEqual([
      good,
      { ...bad, status: 'refused', refusal: 'photo.at-fault' },
      waiting,
    ]);
  });

  it('is nothing of the kind where the provider named none, or one that it was not given', () => {
    const unnamed = aTraining({ photoIds, failure: { code: 'photos.no-face', retryable: false } });
    const before = [unnamed, failedOn(3), aTraining({ photoIds })];
    expect(learnablePhotos([good, bad], before)).toEqual([good, bad]);
    expect(sentPhotos([good, bad], before)).toEqual([good, bad]);
  });
});

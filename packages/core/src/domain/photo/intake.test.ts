import { describe, expect, it } from 'vitest';
import { acceptedFrom, aPhoto, refusedFrom } from '../../testing/index.ts';
import { summarizeIntake } from './intake.ts';
import { defaultPhotoRules, type Photo } from './photo.ts';

const photos = (count: number, make: (photo: Photo) => Photo) =>
  Array.from({ length: count }, () => make(aPhoto()));
const received = (photo: Photo): Photo => photo;

describe('the photos of an avatar', () => {
  it('are enough with ten accepted, and none still being looked at', () => {
    const nine = photos(9, acceptedFrom);
    const ten = photos(10, acceptedFrom);
    expect(summarizeIntake(nine, defaultPhotoRules).enough).toBe(false);
    expect(summarizeIntake(ten, defaultPhotoRules).enough).toBe(true);
    expect(summarizeIntake([...ten, aPhoto()], defaultPhotoRules).enough).toBe(false);
  });

  it('are counted by how they stand, the refused by reason', () => {
    const duplicate = { ...refusedFrom(aPhoto()), refusal: 'photo.duplicate' } as const;
    const all = [
      { ...acceptedFrom(aPhoto()), warnings: ['photo.dark', 'photo.soft'] as const },
      { ...acceptedFrom(aPhoto()), warnings: ['photo.dark'] as const },
      ...photos(3, received),
      ...photos(4, refusedFrom),
      duplicate,
    ];
    expect(summarizeIntake(all, defaultPhotoRules)).toEqual({
      accepted: 2,
      checking: 3,
      refused: { 'photo.too-small': 4, 'photo.duplicate': 1 },
      warnings: { 'photo.dark': 2, 'photo.soft': 1 },
      sent: 10,
      minCount: 10,
      maxCount: 20,
      enough: false,
    });
  });
});

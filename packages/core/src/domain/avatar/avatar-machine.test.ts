import { describe, expect, it } from 'vitest';
import type { TrainingId } from '../../shared/ids.ts';
import { anAvatar, builtAt, freshId, minutesAfter } from '../../testing/index.ts';
import { avatarStatuses, subjectsOf, type Avatar } from './avatar.ts';
import { acceptsPhotos, avatarAfter, type AvatarEvent } from './avatar-machine.ts';

const later = minutesAfter(builtAt, 1);
const trainingId = freshId<TrainingId>();

const after = (own: Partial<Avatar>, event: AvatarEvent) =>
  avatarAfter(anAvatar(own), event, later);

describe('an avatar', () => {
  it('is ready with the version that succeeded last', () => {
    const event = { type: 'training.succeeded', trainingId } as const;
    expect(after({ status: 'training' }, event)).toMatchObject({
      status: 'ready',
      activeTrainingId: trainingId,
      updatedAt: later,
    });
  });

  it('keeps its version in use while it trains again', () => {
    const avatar = { status: 'ready', activeTrainingId: trainingId } as const;
    expect(after(avatar, { type: 'training.requested' })).toMatchObject({
      status: 'training',
      activeTrainingId: trainingId,
    });
  });

  it.each([
    ['failed', undefined, 'failed'],
    ['cancelled', undefined, 'draft'],
    ['failed', trainingId, 'ready'],
    ['cancelled', trainingId, 'ready'],
  ] as const)('whose training %s, with %s in use, is %s', (reason, activeTrainingId, status) => {
    const event = { type: 'training.ended-without-result', reason } as const;
    expect(after({ status: 'training', activeTrainingId }, event)).toMatchObject({
      status,
      activeTrainingId,
    });
  });

  it('makes its pictures with the version that was chosen, whatever it is doing', () => {
    for (const status of ['ready', 'training'] as const) {
      const chosen = after({ status }, { type: 'version.chosen', trainingId });
      expect(chosen).toMatchObject({ status, activeTrainingId: trainingId, updatedAt: later });
    }
  });

  it('that was deleted is nobody’s main one and is never brought back', () => {
    const deleted = after({ status: 'ready', isMain: true }, { type: 'deleted' });
    expect(deleted).toMatchObject({ status: 'deleted', isMain: false });
    expect(avatarAfter(deleted, { type: 'training.succeeded', trainingId }, later)).toBe(deleted);
    expect(avatarAfter(deleted, { type: 'training.requested' }, later)).toBe(deleted);
  });

  it('takes no photos while it trains or once it is deleted', () => {
    const open = avatarStatuses.filter((status) => acceptsPhotos(anAvatar({ status })));
    expect(open).toEqual(['draft', 'ready', 'failed']);
  });
});

describe('the kind of an avatar', () => {
  it('decides what it can be of', () => {
    expect(subjectsOf('portrait')).toEqual(['man', 'woman', 'person']);
    expect(subjectsOf('artistic')).toEqual(['man', 'woman', 'person', 'style', 'object']);
  });
});

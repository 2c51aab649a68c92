import { describe, expect, it } from 'vitest';
import type { TrainingId } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('looking at everybody’s trainings', () => {
  it('lists them with their owners, filtered as asked', async () => {
    const { aisha, submitted } = aWorld();
    const one = await submitted();
    const other = await submitted();
    const listed = await aisha.inspectTrainings.list({ limit: 10, status: 'queued' });
    expect(listed.map(({ training }) => training.id)).toEqual([other.id, one.id]);
    const own = await aisha.inspectTrainings.list({ limit: 10, owner: one.userId });
    expect(own).toMatchObject([{ training: { id: one.id }, owner: { id: one.userId } }]);
  });

  it('explains how one came to be as it is, what it waits for and what to do', async () => {
    const { aisha, submitted } = aWorld();
    const { id } = await submitted();
    const shown = await aisha.inspectTrainings.show(id);
    expect(shown).toMatchObject({ training: { id }, waitsFor: { code: 'provider-queue' } });
    expect(shown?.history.map(({ what }) => what)).toEqual([
      'requested',
      'try-begun',
      'try-accepted',
    ]);
    expect(shown?.advice).toContain('wait');
    expect(shown?.hold).toMatchObject({ status: 'held' });
  });

  it('finds none where there is none', async () => {
    const { aisha } = aWorld();
    expect(await aisha.inspectTrainings.show(freshId<TrainingId>())).toBeUndefined();
  });
});

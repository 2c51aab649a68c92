import { describe, expect, it } from 'vitest';
import type { GenerationId } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { aWorld } from '../../testing/world/a-world.ts';

describe('looking at everybody’s generations', () => {
  it('lists them with their owners, filtered as asked', async () => {
    const { aisha, inTheMaking } = aWorld();
    const one = await inTheMaking();
    const other = await inTheMaking();
    const listed = await aisha.inspectGenerations.list({ limit: 10, status: 'queued' });
    expect(listed.map(({ generation }) => generation.id)).toEqual([other.id, one.id]);
    const own = await aisha.inspectGenerations.list({ limit: 10, owner: one.userId });
    expect(own).toMatchObject([{ generation: { id: one.id }, owner: { id: one.userId } }]);
  });

  it('explains how one came to be as it is, what it waits for and what to do', async () => {
    const { aisha, inTheMaking } = aWorld();
    const { id } = await inTheMaking();
    const shown = await aisha.inspectGenerations.show(id);
    expect(shown).toMatchObject({ generation: { id }, waitsFor: { code: 'provider-queue' } });
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
    expect(await aisha.inspectGenerations.show(freshId<GenerationId>())).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { aStyle, freshId, someStyles } from '../../testing/index.ts';
import { drawn } from '../../testing/world/with-previews.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';

const styleId = 'film-noir';

describe('making a sample of a style', () => {
  it('says what to order, then that it is drawn, and keeps it once it is there', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const { id: avatarId, userId } = await world.ready();
    const missing = await aisha.previewStyle({ styleId, avatarId });
    if (missing.outcome !== 'missing') throw new Error(missing.outcome);
    expect(missing.order).toMatchObject({ userId, aspectRatio: '16:9' });
    granted(await aisha.requestGeneration({ ...missing.order, avatarId, styleId, count: 1 }));
    expect(await aisha.previewStyle({ styleId, avatarId })).toEqual({ outcome: 'under-way' });
    await ports.jobs.drain();
    await drawn(world);
    const kept = await aisha.previewStyle({ styleId, avatarId });
    if (kept.outcome !== 'kept') throw new Error(kept.outcome);
    expect(kept.preview).toMatch(/^styles\/previews\/film-noir\/[0-9a-f-]{36}\.\w+$/u);
    expect(await ports.blobs.find(kept.preview)).toMatchObject({ key: kept.preview });
    expect(await aisha.previewStyle({ styleId, avatarId })).toEqual({
      outcome: 'there',
      preview: kept.preview,
    });
  });

  it('again replaces the sample by a newer picture, and asks for one where there is none', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const { id: avatarId } = await world.ready();
    const make = async () => {
      await world.inTheMaking({ avatarId, styleId, count: 1 });
      await drawn(world);
    };
    await make();
    const first = await aisha.previewStyle({ styleId, avatarId });
    if (first.outcome !== 'kept') throw new Error(first.outcome);
    expect(await aisha.previewStyle({ styleId, avatarId, again: true })).toMatchObject({
      outcome: 'missing',
    });
    await make();
    const second = await aisha.previewStyle({ styleId, avatarId, again: true });
    if (second.outcome !== 'kept') throw new Error(second.outcome);
    expect(second.preview).not.toBe(first.preview);
    expect(await ports.blobs.find(first.preview)).toBeUndefined();
  });

  it('takes no picture of another avatar, and none of nobody', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    await world.inTheMaking({ styleId, count: 1 });
    await drawn(world);
    const other = await world.ready();
    expect(await aisha.previewStyle({ styleId, avatarId: other.id })).toMatchObject({
      outcome: 'missing',
    });
    expect(await aisha.previewStyle({ styleId, avatarId: freshId() })).toEqual({
      outcome: 'avatar-unknown',
    });
    const { id: draftId } = await world.draft();
    expect(await aisha.previewStyle({ styleId, avatarId: draftId })).toEqual({
      outcome: 'avatar-not-ready',
    });
    expect(await aisha.previewStyle({ styleId: 'nowhere', avatarId: other.id })).toEqual({
      outcome: 'style-unknown',
    });
    const prompts = { artistic: { template: '{subject} in oil' } };
    ports.styleCatalog.offer([...someStyles, aStyle({ id: 'art', prompts })]);
    expect(await aisha.previewStyle({ styleId: 'art', avatarId: other.id })).toEqual({
      outcome: 'unfit',
    });
  });

  it('is kept by the sweep, which takes what nothing refers to', async () => {
    const world = aWorld();
    const { id: avatarId } = await world.ready();
    await world.inTheMaking({ avatarId, styleId, count: 1 });
    await drawn(world);
    const kept = await world.aisha.previewStyle({ styleId, avatarId });
    if (kept.outcome !== 'kept') throw new Error(kept.outcome);
    world.ports.clock.advance(3 * 24 * 60 * 60_000);
    await world.aisha.sweepOrphans();
    expect(await world.ports.blobs.find(kept.preview)).toBeDefined();
  });
});

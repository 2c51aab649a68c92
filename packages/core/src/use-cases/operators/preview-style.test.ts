import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../domain/policy/policy.ts';
import { aStyle, freshId, someStyles } from '../../testing/index.ts';
import { drawn } from '../../testing/world/with-previews.ts';
import { aWorld } from '../../testing/world/a-world.ts';

const styleId = 'film-noir';
const by = { who: 'ada', why: 'new styles' };

describe('making a sample of a style', () => {
  it('orders a picture, says that it is drawn, and keeps it once it is there', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const { id: avatarId, userId } = await world.ready();
    const { available } = await aisha.getBalance(userId);
    const wanted = { styleId, avatarId, mayOrder: true, by };
    const ordered = await aisha.previewStyle(wanted);
    if (ordered.outcome !== 'ordered') throw new Error(ordered.outcome);
    expect(await aisha.getBalance(userId)).toMatchObject({ available: available - ordered.price });
    expect(await aisha.previewStyle(wanted)).toEqual({ outcome: 'under-way' });
    await ports.jobs.drain();
    await drawn(world);
    const kept = await aisha.previewStyle(wanted);
    if (kept.outcome !== 'kept') throw new Error(kept.outcome);
    expect(kept.preview).toMatch(/^styles\/previews\/film-noir\/[0-9a-f-]{36}\.\w+$/u);
    expect(await ports.blobs.find(kept.preview)).toMatchObject({ key: kept.preview });
    expect(await aisha.previewStyle(wanted)).toEqual({ outcome: 'there', preview: kept.preview });
    const written = { ...by, action: 'styles.preview', subject: 'style film-noir' };
    expect(await aisha.inspectAudit({ limit: 5 })).toMatchObject([
      { ...written, details: { avatar: avatarId } },
      {
        ...written,
        details: { avatar: avatarId, ordered: ordered.generationId, price: ordered.price },
      },
    ]);
  });

  it('changes nothing where nobody wants it, and orders nothing where it may not', async () => {
    const world = aWorld();
    const { aisha, ports } = world;
    const { id: avatarId } = await world.ready();
    const orders = () => ports.unitOfWork.committed().generations.size;
    const before = orders();
    const missing = { outcome: 'missing' };
    expect(await aisha.previewStyle({ styleId, avatarId, mayOrder: true })).toEqual(missing);
    expect(await aisha.previewStyle({ styleId, avatarId, by })).toEqual(missing);
    expect(orders()).toBe(before);
    await world.inTheMaking({ avatarId, styleId, count: 1 });
    await drawn(world);
    expect(await aisha.previewStyle({ styleId, avatarId })).toEqual({ outcome: 'ready' });
    expect(await aisha.inspectAudit({ limit: 5 })).toEqual([]);
  });

  it('costs what any order costs, and is refused where the credits are missing', async () => {
    const prices = { ...defaultPolicy.prices, welcomeGrant: 61 };
    const world = aWorld({ policy: { ...defaultPolicy, prices } });
    const { id: avatarId } = await world.ready();
    const wanted = { styleId, avatarId, mayOrder: true, by };
    expect(await world.aisha.previewStyle(wanted)).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'credits.insufficient' },
    });
    expect(await world.aisha.inspectAudit({ limit: 5 })).toEqual([]);
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
    const first = await aisha.previewStyle({ styleId, avatarId, by });
    if (first.outcome !== 'kept') throw new Error(first.outcome);
    expect(await aisha.previewStyle({ styleId, avatarId, again: true, by })).toMatchObject({
      outcome: 'missing',
    });
    await make();
    const second = await aisha.previewStyle({ styleId, avatarId, again: true, by });
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
    const kept = await world.aisha.previewStyle({ styleId, avatarId, by });
    if (kept.outcome !== 'kept') throw new Error(kept.outcome);
    world.ports.clock.advance(3 * 24 * 60 * 60_000);
    await world.aisha.sweepOrphans();
    expect(await world.ports.blobs.find(kept.preview)).toBeDefined();
  });
});

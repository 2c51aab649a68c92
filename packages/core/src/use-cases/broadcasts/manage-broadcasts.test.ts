import { describe, expect, it } from 'vitest';
import type { BroadcastId } from '../../shared/ids.ts';
import { freshId } from '../../testing/builders/fresh.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';

const by = { who: 'ada', why: 'new styles' };
const input = { texts: { en: 'Hello {firstName}' }, fallback: 'en', audience: {} };

describe('a broadcast', () => {
  it('is planned without anything being said or written', async () => {
    const { ports, aisha, person } = aWorld();
    await person();
    await person();
    expect(granted(await aisha.manageBroadcasts.plan(input))).toEqual({
      total: 2,
      people: [{ locale: 'en', people: 2, sample: 'Hello Ada' }],
    });
    await ports.jobs.drain();
    expect(ports.notifier.told).toEqual([]);
    expect(await aisha.manageBroadcasts.list({ limit: 10 })).toEqual([]);
    expect(await aisha.inspectAudit({ limit: 10 })).toEqual([]);
  });

  it.each([
    ['broadcast.without-words', { ru: 'Привет' }],
    ['broadcast.without-words', { en: 'Hello', ru: '  ' }],
    ['broadcast.words-too-long', { en: 'x'.repeat(3_501) }],
    ['broadcast.placeholder-unknown', { en: 'Hello {name}' }],
  ])('is refused as %s where its words are not fit', async (code, texts) => {
    const { aisha, person } = aWorld();
    await person();
    const refusal = { refusal: { code } };
    expect(await aisha.manageBroadcasts.plan({ ...input, texts })).toMatchObject(refusal);
    expect(await aisha.manageBroadcasts.send({ ...input, texts, by })).toMatchObject(refusal);
  });

  it('is refused where it would reach nobody', async () => {
    const { aisha, person } = aWorld();
    await person();
    const nobody = { ...input, audience: { locales: ['ru'] } };
    const refusal = { refusal: { code: 'broadcast.nobody' } };
    expect(await aisha.manageBroadcasts.plan(nobody)).toMatchObject(refusal);
    expect(await aisha.manageBroadcasts.send({ ...nobody, by })).toMatchObject(refusal);
  });

  it('is stopped and resumed while it goes on, and all of it is written down', async () => {
    const { aisha, person } = aWorld();
    await person();
    const { id: broadcastId } = granted(await aisha.manageBroadcasts.send({ ...input, by }));
    granted(await aisha.manageBroadcasts.resume({ broadcastId, by }));
    const stopped = granted(await aisha.manageBroadcasts.stop({ broadcastId, by }));
    expect(stopped).toMatchObject({ status: 'stopped', told: 0 });
    const over = { refusal: { code: 'broadcast.ended' } };
    expect(await aisha.manageBroadcasts.stop({ broadcastId, by })).toMatchObject(over);
    expect(await aisha.manageBroadcasts.resume({ broadcastId, by })).toMatchObject(over);
    const none = { broadcastId: freshId<BroadcastId>(), by };
    expect(await aisha.manageBroadcasts.stop(none)).toMatchObject({
      refusal: { code: 'broadcast.not-found' },
    });
    const log = await aisha.inspectAudit({ limit: 10 });
    expect(log.map(({ action }) => action)).toEqual([
      'broadcast.stop',
      'broadcast.resume',
      'broadcast.send',
    ]);
    expect(log.at(-1)).toMatchObject({ ...by, details: { people: 1, told: 0 } });
  });
});

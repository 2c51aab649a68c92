import { describe, expect, it } from 'vitest';
import type { Notifier } from '../../ports/notifier.ts';
import type { Address } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import { aClient } from '../../testing/world/a-client.ts';
import { aWorld, granted } from '../../testing/world/a-world.ts';
import { sendBroadcast } from './send-broadcast.ts';

const by = { who: 'ada', why: 'new styles' };
const texts = { en: 'Hello {firstName}, there are new styles' };

const failed = (code: PortError['code'], retryable = true) =>
  new PortError(code, 'notify', { retryable, ...(retryable && { retryAfterMs: 5_000 }) });

describe('telling many people something', () => {
  const begun = async (people = 3) => {
    const world = aWorld();
    const all = [];
    for (let at = 0; at < people; at += 1) {
      all.push(await world.person({ firstName: `Ada ${at}` }));
    }
    const input = { texts, fallback: 'en', audience: {}, by };
    const { id } = granted(await world.aisha.manageBroadcasts.send(input));
    const { notifier } = world.ports;
    const toldTo = () => notifier.told.map(({ user }) => user.firstName).toSorted();
    const show = () => world.aisha.manageBroadcasts.show(id);
    return { ...world, all, id, toldTo, show };
  };

  it('tells each once, by name, and is done', async () => {
    const { ports, toldTo, show } = await begun(30);
    await ports.jobs.drain();
    expect(new Set(toldTo()).size).toBe(30);
    expect(ports.notifier.told).toHaveLength(30);
    expect(ports.notifier.told[0]?.notification).toMatchObject({
      type: 'announcement',
      text: expect.stringMatching(/^Hello Ada \d+, there are new styles$/u) as string,
    });
    expect(await show()).toMatchObject({ status: 'done', people: 30, told: 30, attempts: 0 });
  });

  it('tells in everybody’s own language, in the fallback where there is none for it', async () => {
    const { ports, aisha, person } = aWorld();
    const russian = await person();
    await aisha.changeLocale({ ...russian }, 'ru');
    const german = await person();
    await aisha.changeLocale({ ...german }, 'de');
    const both = { en: 'Hello', ru: 'Привет' };
    granted(await aisha.manageBroadcasts.send({ texts: both, fallback: 'en', audience: {}, by }));
    await ports.jobs.drain();
    const said = new Map(
      ports.notifier.told.map(({ user, notification }) => [
        user.id,
        'text' in notification && notification.text,
      ]),
    );
    expect(said).toEqual(
      new Map([
        [russian.id, 'Привет'],
        [german.id, 'Hello'],
      ]),
    );
  });

  it('leaves alone who is blocked, and who blocks us', async () => {
    const { ports, aisha, all, toldTo, show } = await begun();
    const [first, second] = all;
    await aisha.manageUsers.block({ who: first?.id ?? all[0]!.id, by });
    ports.notifier.blockBy(second!.id);
    await ports.jobs.drain();
    expect(toldTo()).toEqual(['Ada 2']);
    expect(await show()).toMatchObject({ status: 'done', told: 1, skipped: 1 });
    const user = await ports.unitOfWork.read(({ users }) => users.find(second!.id));
    expect(user?.unreachableSince).toBeDefined();
  });

  it('passes over who came over the API, and is done', async () => {
    const { ports, aisha, user } = await aClient();
    const input = { texts, fallback: 'en', audience: {}, by };
    const refusal = { code: 'broadcast.nobody' };
    expect(await aisha.manageBroadcasts.send(input)).toEqual({ ok: false, refusal });
    await aisha.registerUser({
      address: 'telegram:7' as Address,
      firstName: 'Grace',
      locale: 'en',
    });
    const { id, people } = granted(await aisha.manageBroadcasts.send(input));
    await ports.jobs.drain();
    expect(people).toBe(1);
    expect(ports.notifier.told.map(({ user: { firstName } }) => firstName)).toEqual(['Grace']);
    expect(await aisha.manageBroadcasts.show(id)).toMatchObject({ status: 'done', told: 1 });
    expect(ports.unitOfWork.committed().users.get(user.id)?.unreachableSince).toBeUndefined();
  });

  it('waits where the channel asks to, and tells everybody once all the same', async () => {
    const { ports, toldTo, show } = await begun();
    ports.notifier.failNext(failed('messenger.rate-limited'));
    await ports.jobs.drain();
    expect(toldTo()).toEqual([]);
    expect(await show()).toMatchObject({ status: 'sending', attempts: 0 });
    await ports.jobs.drainFor(10_000);
    expect(toldTo()).toEqual(['Ada 0', 'Ada 1', 'Ada 2']);
    expect(await show()).toMatchObject({ status: 'done', told: 3, failed: 0 });
  });

  it('tells somebody twice at most where nobody knows whether they heard', async () => {
    const { ports, toldTo, show } = await begun();
    ports.notifier.failNext(failed('messenger.unavailable'));
    ports.notifier.failNext(failed('messenger.unavailable'));
    await ports.jobs.drainFor(60_000);
    expect(toldTo()).toHaveLength(2);
    expect(await show()).toMatchObject({ status: 'done', told: 2, failed: 1 });
  });

  it.each([1, 2])('goes on after being killed %i times over the same person', async (kills) => {
    const { ports, aisha, id, toldTo, show } = await begun();
    for (let count = 0; count < kills; count += 1) {
      // Said, and killed before it was written down.
      const killed = { ...ports.notifier, notify: killedAfter(ports.notifier) };
      const dying = sendBroadcast({ ...ports, notifier: killed });
      await expect(dying({ broadcastId: id })).rejects.toThrow('killed');
    }
    granted(await aisha.manageBroadcasts.resume({ broadcastId: id, by }));
    await ports.jobs.drain();
    const told = toldTo();
    expect(new Set(told)).toEqual(new Set(['Ada 0', 'Ada 1', 'Ada 2']));
    expect(told.filter((name) => name === 'Ada 0').length).toBeLessThanOrEqual(2);
    expect(told).toHaveLength(4);
    expect(await show()).toMatchObject({ status: 'done' });
  });

  it('ends where it is stopped, and two workers never tell side by side', async () => {
    const { ports, aisha, id, toldTo, show } = await begun(4);
    const job = { broadcastId: id };
    await Promise.all([aisha.jobs['broadcast.send'](job), aisha.jobs['broadcast.send'](job)]);
    expect(new Set(toldTo()).size).toBe(toldTo().length);
    const again = await begun(4);
    granted(await again.aisha.manageBroadcasts.stop({ broadcastId: again.id, by }));
    await again.ports.jobs.drain();
    expect(again.toldTo()).toEqual([]);
    expect(await again.show()).toMatchObject({ status: 'stopped' });
    await ports.jobs.drain();
    expect(await show()).toMatchObject({ status: 'done', told: 4 });
  });
});

const killedAfter =
  (notifier: Notifier): Notifier['notify'] =>
  async (...given) => {
    await notifier.notify(...given);
    throw new Error('killed');
  };

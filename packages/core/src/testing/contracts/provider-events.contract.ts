import type { ProviderEventId } from '../../shared/ids.ts';
import type { ProviderEvent } from '../../ports/provider-events.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { freshId } from '../builders/fresh.ts';
import { anEvent } from '../builders/generations.ts';
import { given } from './given.ts';
import { atOnce, casesOf, countOf, type Suite } from './suite.ts';

export const providerEventsContract = (suite: Suite<{ unitOfWork: UnitOfWork }>): void => {
  const test = casesOf(suite);
  const add = (unitOfWork: UnitOfWork, event: ProviderEvent) =>
    unitOfWork.run(({ events }) => events.add(event));
  const find = (unitOfWork: UnitOfWork, id: ProviderEventId) =>
    unitOfWork.run(({ events }) => events.find(id));
  const newEvent = async (unitOfWork: UnitOfWork, own: Partial<ProviderEvent> = {}) =>
    anEvent({ runId: (await given(unitOfWork).run()).id, ...own });

  test('an event is found as it was received', async ({ unitOfWork }) => {
    const event = await newEvent(unitOfWork, {
      payload: { images: [{ url: 'https://x.test/ё.png', width: 1 }], seed: 12, note: null },
      receivedAt: new Date('2026-11-22T12:00:00.321Z'),
    });
    equal(await add(unitOfWork, event), true);
    deepEqual(await find(unitOfWork, event.id), event);
    equal(await find(unitOfWork, freshId<ProviderEventId>()), undefined);
  });

  test('a payload may be any JSON, or left out', async ({ unitOfWork }) => {
    for (const payload of ['text', 7, false, [1, [2]], { a: { b: [] } }, undefined]) {
      const event = await newEvent(unitOfWork, { payload });
      await add(unitOfWork, event);
      deepEqual((await find(unitOfWork, event.id))?.payload, payload);
    }
  });

  test('the same outcome of a request is recorded once', async ({ unitOfWork }) => {
    const event = await newEvent(unitOfWork);
    await add(unitOfWork, event);
    const again = { ...event, id: freshId<ProviderEventId>(), payload: { other: true } };
    equal(await add(unitOfWork, again), false);
    equal(await find(unitOfWork, again.id), undefined);
    deepEqual(await find(unitOfWork, event.id), event);
  });

  test('the other outcome of the same request is recorded too', async ({ unitOfWork }) => {
    const event = await newEvent(unitOfWork);
    const failed = anEvent({
      requestId: event.requestId,
      runId: event.runId,
      outcome: 'failed',
      payload: { detail: 'too late' },
    });
    await add(unitOfWork, event);
    equal(await add(unitOfWork, failed), true);
    deepEqual(await find(unitOfWork, failed.id), failed);
  });

  test('a unit of work goes on after an event that was known', async ({ unitOfWork }) => {
    const event = await newEvent(unitOfWork);
    const next = await newEvent(unitOfWork);
    await add(unitOfWork, event);
    await unitOfWork.run(async ({ events }) => {
      await events.add({ ...event, id: freshId<ProviderEventId>() });
      await events.add(next);
    });
    deepEqual(await find(unitOfWork, next.id), next);
  });

  test('an event whose run nobody knows is recorded and set aside', async ({ unitOfWork }) => {
    const event = anEvent();
    const count = () => unitOfWork.run(({ events }) => events.countQuarantined());
    const setAside = (id: ProviderEventId) =>
      unitOfWork.run(({ events }) => events.quarantine(id, event.receivedAt));
    equal(await add(unitOfWork, event), true);
    equal(await count(), 0);
    await setAside(event.id);
    await setAside(event.id);
    await setAside(freshId<ProviderEventId>());
    equal(await count(), 1);
    deepEqual(await find(unitOfWork, event.id), event);
    equal(await add(unitOfWork, { ...event, id: freshId<ProviderEventId>() }), false);
  });

  test('what was set aside is deleted from a time on, the oldest first', async ({ unitOfWork }) => {
    const first = anEvent();
    const kept = anEvent();
    const setAside = Array.from({ length: 3 }, () => anEvent());
    const day = (number: number) => new Date(Date.UTC(2026, 10, number));
    await unitOfWork.run(async ({ events }) => {
      for (const event of [first, kept, ...setAside]) await events.add(event);
      await events.quarantine(first.id, day(1));
      for (const [at, { id }] of setAside.entries()) await events.quarantine(id, day(2 + at));
      // The first time stays.
      await events.quarantine(first.id, day(9));
    });
    const forget = (limit: number) =>
      unitOfWork.run(({ events }) => events.deleteQuarantined({ before: day(4), limit }));
    equal(await forget(2), 2);
    equal(await find(unitOfWork, first.id), undefined);
    equal(await forget(9), 1);
    equal(await forget(9), 0);
    equal(await unitOfWork.run(({ events }) => events.countQuarantined()), 1);
    deepEqual(await find(unitOfWork, kept.id), kept);
  });

  test('of many duplicates at once one is recorded', async ({ unitOfWork }) => {
    const event = await newEvent(unitOfWork);
    const added = await atOnce(50, () =>
      add(unitOfWork, { ...event, id: freshId<ProviderEventId>() }),
    );
    equal(countOf(added, true), 1);
  });
};

import type { ProviderEventId } from '../../shared/ids.ts';
import type { EventInbox } from '../../ports/event-inbox.ts';
import type { Job } from '../../ports/job-queue.ts';
import type { ProviderEvent } from '../../ports/provider-events.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { deepEqual, equal } from '../assert.ts';
import { freshId } from '../builders/fresh.ts';
import { anEvent } from '../builders/generations.ts';
import { given } from './given.ts';
import { atOnce, casesOf, countOf, type Suite } from './suite.ts';

export type EventInboxContext = {
  readonly inbox: EventInbox;
  readonly unitOfWork: UnitOfWork;
  /** The jobs that wait, in any order. */
  readonly enqueued: () => Promise<readonly Job[]>;
};

export const eventInboxContract = (suite: Suite<EventInboxContext>): void => {
  const test = casesOf(suite);
  const keptIn = (unitOfWork: UnitOfWork, id: ProviderEventId) =>
    unitOfWork.run(({ events }) => events.find(id));
  const again = (event: ProviderEvent): ProviderEvent => ({
    ...event,
    id: freshId<ProviderEventId>(),
  });
  const idsOf = (jobs: readonly Job[]): string[] =>
    jobs.flatMap((job) => (job.name === 'provider.event' ? [job.data.eventId] : [])).toSorted();

  test('an event is kept as it was received, and its job waits with the run it names', async (context) => {
    const { inbox, unitOfWork, enqueued } = context;
    const run = await given(unitOfWork).run();
    const event = anEvent({ runId: run.id, payload: { images: [{ url: 'https://x.test/ё' }] } });
    equal(await inbox.receive(event), 'accepted');
    deepEqual(await keptIn(unitOfWork, event.id), event);
    const data = { eventId: event.id, runId: run.id };
    deepEqual(await enqueued(), [{ name: 'provider.event', data }]);
  });

  test('the same outcome again changes nothing', async ({ inbox, unitOfWork, enqueued }) => {
    const event = anEvent();
    const other = { ...again(event), payload: { other: true } };
    equal(await inbox.receive(event), 'accepted');
    equal(await inbox.receive(other), 'duplicate');
    equal(await keptIn(unitOfWork, other.id), undefined);
    deepEqual(idsOf(await enqueued()), [event.id]);
  });

  test('the other outcome of the same request is kept too', async ({ inbox, enqueued }) => {
    const event = anEvent();
    const failed = { ...again(event), outcome: 'failed' } as const;
    equal(await inbox.receive(event), 'accepted');
    equal(await inbox.receive(failed), 'accepted');
    deepEqual(idsOf(await enqueued()), [event.id, failed.id].toSorted());
  });

  test('an event of a run that nobody knows is kept', async ({ inbox, unitOfWork }) => {
    const event = anEvent();
    equal(await inbox.receive(event), 'accepted');
    deepEqual(await keptIn(unitOfWork, event.id), event);
  });

  test('of many duplicates at once one is kept, with one job', async ({ inbox, enqueued }) => {
    const event = anEvent();
    const answers = await atOnce(100, () => inbox.receive(again(event)));
    equal(countOf(answers, 'accepted'), 1);
    equal(countOf(answers, 'duplicate'), 99);
    equal((await enqueued()).length, 1);
  });

  test('many different ones at once are all kept', async ({ inbox, unitOfWork, enqueued }) => {
    const events = Array.from({ length: 100 }, () => anEvent());
    const answers = await atOnce(events.length, (at) => inbox.receive(events[at] ?? anEvent()));
    equal(countOf(answers, 'accepted'), 100);
    for (const event of events) deepEqual(await keptIn(unitOfWork, event.id), event);
    deepEqual(idsOf(await enqueued()), events.map(({ id }) => id).toSorted());
  });
};

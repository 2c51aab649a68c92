import type { EventInbox } from '../../ports/event-inbox.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';

/** One unit of work an event: all that an inbox has to be, where many at once need not be fast. */
export const inMemoryEventInbox = (unitOfWork: UnitOfWork): EventInbox => ({
  receive: (event) =>
    unitOfWork.run(async ({ events, jobs }) => {
      if (!(await events.add(event))) return 'duplicate';
      const { id: eventId, runId } = event;
      await jobs.enqueue({ name: 'provider.event', data: { eventId, runId } });
      return 'accepted';
    }),
});

import { describe, expect, it } from 'vitest';
import { createAisha } from '../create-aisha.ts';
import type { LogFields } from '../ports/logger.ts';
import { anEvent, silentLogger } from '../testing/index.ts';
import { aWorld } from '../testing/world/a-world.ts';

describe('a job that names a run alone', () => {
  it.each(['run.check', 'run.cancel', 'provider.event'] as const)(
    'has the lines of %s say which training it is for',
    async (name) => {
      const { submitted, ports, look } = aWorld();
      const { id: trainingId, userId } = await submitted();
      const run = look.runs(trainingId)[0]!;
      const event = anEvent({ runId: run.id, requestId: run.requestId! });
      await ports.unitOfWork.run(({ events }) => events.add(event));
      const known: LogFields[] = [];
      const logger = { ...silentLogger, about: (fields: LogFields) => void known.push(fields) };
      const { jobs } = createAisha({ ...ports, logger });
      await jobs[name]({ runId: run.id, eventId: event.id });
      expect(known).toEqual([{ runId: run.id, trainingId, userId }]);
    },
  );
});

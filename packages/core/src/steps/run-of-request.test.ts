import { describe, expect, it } from 'vitest';
import type { ProviderRequestId } from '../shared/ids.ts';
import { aRun, recordingLogger, testClock, testIds } from '../testing/index.ts';
import { aWorld } from '../testing/world/a-world.ts';
import { runOfRequest } from './run-of-request.ts';

const requestId = 'r-1' as ProviderRequestId;
const ports = { clock: testClock(), ids: testIds(), logger: recordingLogger() };

describe('the run of a request', () => {
  it('is the named one also where it learned its request id in the moment it was looked for', async () => {
    const world = aWorld();
    const training = await world.requested();
    const subject = { type: 'training', id: training.id } as const;
    const intended = aRun({ subject, userId: training.userId });
    const found = await world.ports.unitOfWork.run(async (tx) => {
      await tx.runs.add(intended);
      const accepted = { ...intended, status: 'accepted', requestId } as const;
      const runs = {
        ...tx.runs,
        // Another transaction commits the acceptance between the two questions.
        findByRequestId: async (id: ProviderRequestId) => {
          await tx.runs.save(accepted, ['intended']);
          return tx.runs.findByRequestId(id);
        },
      };
      return runOfRequest({ runs }, ports, intended.id, requestId);
    });
    expect(found).toMatchObject({ id: intended.id, status: 'accepted', requestId });
  });
});

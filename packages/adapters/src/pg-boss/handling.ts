import type { JobData, JobHandlers, JobName, Logger } from '@aisha/core';
import type { Job as BossJob } from 'pg-boss';
import { outcomeOf, type Outcome } from './outcomes.ts';
import { payloads } from './payloads.ts';

/** Hands a job to its handler and says what is to become of it. */
export const handlingOf =
  <Name extends JobName>(name: Name, handlers: JobHandlers, logger: Logger) =>
  async (job: BossJob): Promise<Outcome> => {
    const facts = { job: name, jobId: job.id, attempt: job.retryCount + 1 };
    const payload = payloads[name].safeParse(job.data);
    if (!payload.success) {
      logger.error(facts, 'a job of unknown form was parked');
      return { type: 'park', error: new Error('its data has an unknown form') };
    }
    try {
      // The table of schemas and that of handlers go by the same names, which inference cannot see.
      await (handlers[name] as (data: JobData<Name>) => Promise<void>)(
        payload.data as JobData<Name>,
      );
      return { type: 'done' };
    } catch (error) {
      const outcome = outcomeOf(error, job.retryCount);
      const fate = outcome.type === 'park' ? 'it is parked' : 'it is tried again';
      logger.warn({ ...facts, error }, `a job failed and ${fate}`);
      return outcome;
    }
  };

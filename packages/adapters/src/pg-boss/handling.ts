import type { JobData, JobHandlers, JobName, LogFields, Logger } from '@aisha/core';
import type { TakenJob } from './hands.ts';
import { outcomeOf, type Outcome } from './outcomes.ts';
import { payloads } from './payloads.ts';
import { idsIn, traced } from './trace.ts';

/** Takes note of a job while it runs, and changes nothing. */
export type AroundJob = <T extends { readonly type: string }>(
  job: {
    readonly name: string;
    /** Its own names, and the ids that it is about. */
    readonly facts: LogFields;
    /** Of whoever enqueued it. */
    readonly traceparent: string | undefined;
  },
  run: () => Promise<T>,
) => Promise<T>;

/** Hands a job to its handler and says what is to become of it. */
export const handlingOf = <Name extends JobName>(
  name: Name,
  handlers: JobHandlers,
  { logger, around = (_, run) => run() }: { readonly logger: Logger; readonly around?: AroundJob },
) => {
  const handle = handled(name, handlers, logger);
  return (job: TakenJob): Promise<Outcome> => {
    const facts = { job: name, jobId: job.id, attempt: job.retryCount + 1, ...idsIn(job.data) };
    const { traceparent } = traced.parse(job.data);
    return around({ name, facts, traceparent }, () => handle(job));
  };
};

const handled =
  <Name extends JobName>(name: Name, handlers: JobHandlers, logger: Logger) =>
  async (job: TakenJob): Promise<Outcome> => {
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

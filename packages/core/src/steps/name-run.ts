import type { ProviderRun } from '../domain/run/run.ts';
import type { Ports } from '../ports/ports.ts';

/** Has every further line of the job say what the run in hand is for: a job names the run alone. */
export const nameRun = (
  { logger }: Pick<Ports, 'logger'>,
  { id: runId, subject, userId }: Pick<ProviderRun, 'id' | 'subject' | 'userId'>,
): void => logger.about({ runId, [`${subject.type}Id`]: subject.id, userId });

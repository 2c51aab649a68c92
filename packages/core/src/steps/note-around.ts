import type { AuditDetails, By } from '../domain/audit/audit.ts';
import type { Ports } from '../ports/ports.ts';
import { noteChange, type NotedChange } from './note-change.ts';

type Around = Pick<NotedChange, 'action' | 'subject'> & {
  /** Left out where it is done on schedule: then nothing is written down. */
  readonly by: By | undefined;
};

/**
 * For what an operator does that is more than one transaction: written down before it begins, and again
 * with what came of it. What broke off half-way is the one that has a beginning and no end.
 */
export const noteAround = async <T>(
  ports: Pick<Ports, 'unitOfWork' | 'ids' | 'clock'>,
  { by, ...change }: Around,
  run: () => Promise<T>,
  detailsOf: (result: T) => AuditDetails,
): Promise<T> => {
  if (!by) return run();
  const note = (details: AuditDetails): Promise<void> =>
    ports.unitOfWork.run((tx) => noteChange(tx, ports, { ...change, by, details }));
  await note({ step: 'begun' });
  const result = await run();
  await note({ step: 'done', ...detailsOf(result) });
  return result;
};

import type { ProviderRequestId, RunId } from '../shared/ids.ts';
import { nextAbandonedCheckAt, nextCheckAt } from '../domain/run/check-schedule.ts';
import type { ProviderRun } from '../domain/run/run.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

type Needs = Pick<Ports, 'clock' | 'ids' | 'logger'>;

/**
 * The run of ours that a request at the provider is, given the one that its address or its reply
 * names: that one, which may learn its request id by this, or, where the provider took the one
 * submission twice, an orphan beside it. Undefined where the request is another run's.
 */
export const runOfRequest = async (
  tx: Pick<Transaction, 'runs'>,
  ports: Needs,
  runId: RunId,
  requestId: ProviderRequestId,
): Promise<ProviderRun | undefined> => {
  const named = await tx.runs.find(runId);
  if (!named || named.requestId === requestId) return named;
  const known = await tx.runs.findByRequestId(requestId);
  // It may have learned its request id since it was looked for: then it is the named one after all.
  if (known) return [known.id, known.orphanOf].includes(runId) ? known : undefined;
  if (named.requestId !== undefined) return addOrphan(tx, ports, named, requestId);
  const adopted = adoptedAs(named, requestId, ports.clock.now());
  if (await tx.runs.save(adopted, [named.status])) return adopted;
  // Its status only moves on, so this ends.
  return runOfRequest(tx, ports, runId, requestId);
};

/** A run that was given up, or that the provider claimed not to take, stays given up. */
const adoptedAs = (run: ProviderRun, requestId: ProviderRequestId, now: Date): ProviderRun =>
  run.status === 'intended'
    ? {
        ...run,
        status: 'accepted',
        requestId,
        acceptedAt: now,
        nextCheckAt: nextCheckAt(run.subject.type, 0, now),
      }
    : { ...run, requestId, ...givenUp(run, now) };

const addOrphan = async (
  { runs }: Pick<Transaction, 'runs'>,
  { clock, ids, logger }: Needs,
  named: ProviderRun,
  requestId: ProviderRequestId,
): Promise<ProviderRun> => {
  const now = clock.now();
  const { userId, subject, tryNumber, spentTries, endpoint, cost, createdAt } = named;
  const orphan: ProviderRun = {
    id: ids.next<RunId>(),
    userId,
    subject,
    tryNumber,
    spentTries,
    endpoint,
    requestId,
    orphanOf: named.id,
    cost: { ...cost, billing: 'open' },
    checks: 0,
    misses: 0,
    createdAt,
    ...givenUp(named, now),
  };
  await runs.add(orphan);
  logger.warn({ runId: named.id, requestId }, 'the provider took one submission twice');
  return orphan;
};

const givenUp = ({ createdAt }: ProviderRun, now: Date) => ({
  status: 'abandoned' as const,
  acceptedAt: now,
  nextCheckAt: nextAbandonedCheckAt(createdAt, now),
});

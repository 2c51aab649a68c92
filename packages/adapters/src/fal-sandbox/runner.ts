import { setTimeout as sleep } from 'node:timers/promises';
import { failureOfType } from './errors.ts';
import type { Model } from './models.ts';
import type { SandboxLog } from './options.ts';
import type { Run, RunOutcome } from './run-record.ts';

export interface Runner {
  /** Lives the run's plan in the background, from wherever the clock says it is. */
  readonly start: (run: Run, model: Model) => void;
  /** Ends the run as `client_cancelled` after `delayMs`, unless it has ended by then. */
  readonly cancel: (requestId: string, delayMs: number) => void;
  /** Leaves every run as it is; resolves when none works any more. */
  readonly stop: () => Promise<void>;
}

interface Dependencies {
  readonly perform: (run: Run, model: Model) => Promise<RunOutcome>;
  readonly finish: (run: Run, model: Model, outcome: RunOutcome) => Promise<void>;
  readonly log: SandboxLog;
}

const failed = (type: string): RunOutcome => ({ ok: false, failure: failureOfType(type) });

const until = (time: number, signal: AbortSignal) =>
  sleep(Math.max(0, time - Date.now()), undefined, { signal });

const outcomeOf = async (
  perform: Dependencies['perform'],
  { run, model, signal }: { run: Run; model: Model; signal: AbortSignal },
): Promise<RunOutcome> => {
  if (run.startBy !== undefined && run.startsAt > run.startBy) {
    await until(run.startBy, signal);
    return failed('request_timeout');
  }
  await until(run.startsAt, signal);
  const outcome = await perform(run, model);
  // Work that is done waits for the clock; an input that was refused is refused at once.
  if (outcome.ok || run.injectedFailure !== undefined) await until(run.endsAt, signal);
  signal.throwIfAborted();
  return outcome;
};

export const createRunner = ({ perform, finish, log }: Dependencies): Runner => {
  const stopping = new AbortController();
  const cancelling = new Map<string, AbortController>();
  const driving = new Set<Promise<void>>();

  const drive = async (run: Run, model: Model, cancelled: AbortController): Promise<void> => {
    const signal = AbortSignal.any([cancelled.signal, stopping.signal]);
    const outcome = await outcomeOf(perform, { run, model, signal }).catch((error: unknown) => {
      if (cancelled.signal.aborted) return failed('client_cancelled');
      if (!stopping.signal.aborted)
        log('run.broke', { requestId: run.requestId, error: String(error) });
      return failed('internal_error');
    });
    if (!stopping.signal.aborted) await finish(run, model, outcome);
  };

  return {
    start: (run, model) => {
      const cancelled = new AbortController();
      cancelling.set(run.requestId, cancelled);
      if (run.cancelRequestedAt !== undefined) cancelled.abort();
      const driven = drive(run, model, cancelled)
        .catch((error: unknown) => {
          log('run.lost', { requestId: run.requestId, error: String(error) });
        })
        .finally(() => {
          cancelling.delete(run.requestId);
          driving.delete(driven);
        });
      driving.add(driven);
    },
    cancel: (requestId, delayMs) => {
      sleep(delayMs, undefined, { signal: stopping.signal })
        .then(() => cancelling.get(requestId)?.abort())
        .catch(() => undefined);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(driving);
    },
  };
};

import type { FaultSource } from './faults.ts';
import type { Model } from './models.ts';
import type { SandboxLog, SandboxTimings } from './options.ts';
import { costOf, planRun, type Submission } from './plan.ts';
import { createRunner } from './runner.ts';
import { runStatus, type Run, type RunOutcome } from './run-record.ts';
import type { RunStore } from './run-store.ts';
import { dueWebhook } from './webhook-progress.ts';
import type { Webhooks } from './webhooks.ts';

type CancelAnswer = 'CANCELLATION_REQUESTED' | 'ALREADY_COMPLETED' | 'NOT_FOUND';

export interface Queue {
  /** Accepts and bills; the run is on disk when this resolves. */
  readonly accept: (submission: Submission) => Promise<Run>;
  readonly cancel: (requestId: string) => Promise<CancelAnswer>;
  /** Takes up every run and webhook that the last process left unfinished. */
  readonly resume: () => void;
  readonly stop: () => Promise<void>;
}

interface Dependencies {
  readonly runs: RunStore;
  readonly webhooks: Webhooks;
  readonly faults: FaultSource;
  readonly timings: SandboxTimings;
  readonly modelOf: (endpoint: string) => Model | undefined;
  readonly perform: (run: Run, model: Model) => Promise<RunOutcome>;
  readonly log: SandboxLog;
}

const createFinish =
  ({ runs, webhooks, faults, log }: Dependencies) =>
  async ({ requestId, endpoint }: Run, model: Model, outcome: RunOutcome): Promise<void> => {
    const run = runs.find(requestId);
    if (!run || run.completedAt !== undefined) return;
    const { webhook } = run;
    await runs.save({
      ...run,
      outcome,
      costUsd: costOf(run, model, outcome),
      completedAt: Date.now(),
      ...(webhook && { webhook: dueWebhook(webhook, faults.takeWebhook(endpoint)) }),
    });
    log('run.completed', { requestId, endpoint, ok: outcome.ok });
    webhooks.deliver(requestId);
  };

export const createQueue = (dependencies: Dependencies): Queue => {
  const { runs, webhooks, faults, timings, modelOf, perform, log } = dependencies;
  const runner = createRunner({ perform, finish: createFinish(dependencies), log });

  return {
    accept: async (submission) => {
      const { endpoint, model } = submission;
      const effect = faults.takeRun(model.kind, endpoint);
      const run = planRun(submission, { runs: runs.list(), timings, effect });
      await runs.save(run);
      log('run.accepted', { requestId: run.requestId, endpoint });
      runner.start(run, model);
      return run;
    },
    cancel: async (requestId) => {
      const run = runs.find(requestId);
      if (!run) return 'NOT_FOUND';
      if (run.completedAt !== undefined) return 'ALREADY_COMPLETED';
      if (faults.takeIgnoredCancel(run.endpoint)) return 'CANCELLATION_REQUESTED';
      await runs.save({ ...run, cancelRequestedAt: Date.now() });
      const queued = runStatus(run, Date.now()) === 'IN_QUEUE';
      runner.cancel(requestId, queued ? 0 : timings.cancelMs);
      return 'CANCELLATION_REQUESTED';
    },
    resume: () => {
      for (const run of runs.list()) {
        const model = modelOf(run.endpoint);
        if (run.completedAt === undefined && model) runner.start(run, model);
        else webhooks.deliver(run.requestId);
      }
    },
    stop: runner.stop,
  };
};

import { failureOfType, RunFailed } from './errors.ts';
import type { Model, ModelContext } from './models.ts';
import type { Run, RunOutcome } from './run-record.ts';

/** At most `width` at a time, in order of arrival: pictures are real work for the machine. */
const limited = (width: number) => {
  const waiting: (() => void)[] = [];
  let free = width;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
};

/** Does what a runner does: the injected failure, or the model's own work. */
export const createPerform = (shared: Pick<ModelContext, 'files' | 'inputs' | 'finetunes'>) => {
  const inTurn = limited(2);
  return async (run: Run, model: Model): Promise<RunOutcome> => {
    if (run.injectedFailure !== undefined)
      return { ok: false, failure: failureOfType(run.injectedFailure, run.injectedFile) };
    const { endpoint, seed } = run;
    const context = { ...shared, endpoint, seed, flagged: run.injectedFlags ?? [] };
    try {
      return { ok: true, output: await inTurn(() => model.run(run.input, context)) };
    } catch (error) {
      if (error instanceof RunFailed) return { ok: false, failure: error.failure };
      throw error;
    }
  };
};

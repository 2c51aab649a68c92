import { keepsOneJobAKey } from './job-keys.ts';
import { triesJobsAgain } from './job-retries.ts';
import { runsJobs } from './job-running.ts';
import { letsWorkersComeAndGo } from './job-workers.ts';
import type { JobQueueContext } from './job-queue-context.ts';
import type { Suite } from './suite.ts';

export const jobQueueContract = (suite: Suite<JobQueueContext>): void => {
  runsJobs(suite);
  keepsOneJobAKey(suite);
  triesJobsAgain(suite);
  letsWorkersComeAndGo(suite);
};

import type { Ports } from './ports/ports.ts';
import { manageBroadcasts } from './use-cases/broadcasts/manage-broadcasts.ts';
import { attachRequest } from './use-cases/operators/attach-request.ts';
import { auditLedger } from './use-cases/operators/audit-ledger.ts';
import { cancelJob, retryJob } from './use-cases/operators/decide-jobs.ts';
import { getStatistics } from './use-cases/operators/get-statistics.ts';
import { grantCredits } from './use-cases/operators/grant-credits.ts';
import { importAvatar } from './use-cases/operators/import-avatar.ts';
import { importResult } from './use-cases/operators/import-result.ts';
import { inspectAudit } from './use-cases/operators/inspect-audit.ts';
import { inspectAvatars } from './use-cases/operators/inspect-avatars.ts';
import { inspectGenerations } from './use-cases/operators/inspect-generations.ts';
import { inspectJobs } from './use-cases/operators/inspect-jobs.ts';
import { inspectStyles } from './use-cases/operators/inspect-styles.ts';
import { inspectTrainings } from './use-cases/operators/inspect-trainings.ts';
import { inspectUsers } from './use-cases/operators/inspect-users.ts';
import { inspectWebhooks } from './use-cases/operators/inspect-webhooks.ts';
import { manageAvatars } from './use-cases/operators/manage-avatars.ts';
import { manageTrainings } from './use-cases/operators/manage-trainings.ts';
import { manageUsers } from './use-cases/operators/manage-users.ts';
import { noteOperation } from './use-cases/operators/note-operation.ts';
import { pauseQueue, resumeProvider, resumeQueue } from './use-cases/operators/pause-queues.ts';
import { previewStyle } from './use-cases/operators/preview-style.ts';
import { refreshTraining } from './use-cases/operators/refresh-training.ts';
import { replayWebhook } from './use-cases/operators/replay-webhook.ts';
import { retryGeneration } from './use-cases/operators/retry-generation.ts';

/** What operators do, who are no users: each change says who wants it and why. */
export const createOperatorUseCases = (ports: Ports) => ({
  inspectAvatars: inspectAvatars(ports),
  inspectStyles: inspectStyles(ports),
  previewStyle: previewStyle(ports),
  auditLedger: auditLedger(ports),
  inspectAudit: inspectAudit(ports),
  noteOperation: noteOperation(ports),
  getStatistics: getStatistics(ports),
  inspectJobs: inspectJobs(ports),
  retryJob: retryJob(ports),
  cancelJob: cancelJob(ports),
  pauseQueue: pauseQueue(ports),
  resumeQueue: resumeQueue(ports),
  resumeProvider: resumeProvider(ports),

  inspectTrainings: inspectTrainings(ports),
  refreshTraining: refreshTraining(ports),
  manageTrainings: manageTrainings(ports),
  attachRequest: attachRequest(ports),
  importResult: importResult(ports),
  inspectGenerations: inspectGenerations(ports),
  retryGeneration: retryGeneration(ports),
  inspectWebhooks: inspectWebhooks(ports),
  replayWebhook: replayWebhook(ports),
  inspectUsers: inspectUsers(ports),
  manageUsers: manageUsers(ports),
  grantCredits: grantCredits(ports),
  manageBroadcasts: manageBroadcasts(ports),
  manageAvatars: manageAvatars(ports),
  importAvatar: importAvatar(ports),
});

import type { JobHandlers } from './ports/job-queue.ts';
import type { Ports } from './ports/ports.ts';
import { alarmOperators } from './use-cases/alarms/alarm-operators.ts';
import { keepWatch } from './use-cases/alarms/keep-watch.ts';
import { createAvatar } from './use-cases/avatars/create-avatar.ts';
import { getAvatar } from './use-cases/avatars/get-avatar.ts';
import { listAvatars } from './use-cases/avatars/list-avatars.ts';
import { cancelGeneration } from './use-cases/generations/cancel-generation.ts';
import { collectGeneration } from './use-cases/generations/collect-generation.ts';
import { getGeneration } from './use-cases/generations/get-generation.ts';
import { listImages } from './use-cases/generations/list-images.ts';
import { quoteGeneration } from './use-cases/generations/quote-generation.ts';
import { rememberShown } from './use-cases/generations/remember-shown.ts';
import { requestGeneration } from './use-cases/generations/request-generation.ts';
import { submitGeneration } from './use-cases/generations/submit-generation.ts';
import { sendNotification } from './use-cases/notifications/send-notification.ts';
import { showProgress } from './use-cases/notifications/show-progress.ts';
import { auditLedger } from './use-cases/operators/audit-ledger.ts';
import { inspectAvatars } from './use-cases/operators/inspect-avatars.ts';
import { changeLocale } from './use-cases/people/change-locale.ts';
import { getBalance } from './use-cases/people/get-balance.ts';
import { markReachable } from './use-cases/people/mark-reachable.ts';
import { registerUser } from './use-cases/people/register-user.ts';
import { judgePhoto } from './use-cases/photos/judge-photo.ts';
import { receivePhoto } from './use-cases/photos/receive-photo.ts';
import { reportPhotos } from './use-cases/photos/report-photos.ts';
import { applyProviderEvent } from './use-cases/runs/apply-provider-event.ts';
import { cancelRun } from './use-cases/runs/cancel-run.ts';
import { checkRun } from './use-cases/runs/check-run.ts';
import { forgetQuarantinedEvents } from './use-cases/runs/forget-quarantined-events.ts';
import { receiveWebhook } from './use-cases/runs/receive-webhook.ts';
import { reconcile } from './use-cases/runs/reconcile.ts';
import { cancelTraining } from './use-cases/trainings/cancel-training.ts';
import { collectTraining } from './use-cases/trainings/collect-training.ts';
import { getTraining } from './use-cases/trainings/get-training.ts';
import { quoteTraining } from './use-cases/trainings/quote-training.ts';
import { requestTraining } from './use-cases/trainings/request-training.ts';
import { submitTraining } from './use-cases/trainings/submit-training.ts';
import { sweepOrphans } from './use-cases/storage/sweep-orphans.ts';
import { expireHolds } from './use-cases/wallets/expire-holds.ts';

/** Everything Aisha can do, over the ports of your choice. Every edge (bot, http, cli, yours) starts here. */
export const createAisha = (ports: Ports) => ({
  registerUser: registerUser(ports),
  changeLocale: changeLocale(ports),
  markReachable: markReachable(ports),
  getBalance: getBalance(ports),

  createAvatar: createAvatar(ports),
  getAvatar: getAvatar(ports),
  listAvatars: listAvatars(ports),

  receivePhoto: receivePhoto(ports),

  getTraining: getTraining(ports),
  quoteTraining: quoteTraining(ports),
  requestTraining: requestTraining(ports),
  cancelTraining: cancelTraining(ports),

  quoteGeneration: quoteGeneration(ports),
  requestGeneration: requestGeneration(ports),
  cancelGeneration: cancelGeneration(ports),
  getGeneration: getGeneration(ports),
  listImages: listImages(ports),
  rememberShown: rememberShown(ports),

  receiveWebhook: receiveWebhook(ports),
  reconcile: reconcile(ports),
  keepWatch: keepWatch(ports),
  forgetQuarantinedEvents: forgetQuarantinedEvents(ports),

  expireHolds: expireHolds(ports),
  sweepOrphans: sweepOrphans(ports),

  inspectAvatars: inspectAvatars(ports),
  auditLedger: auditLedger(ports),

  jobs: createJobHandlers(ports),
});

export type Aisha = ReturnType<typeof createAisha>;

/** Which use case a queued job belongs to. */
const createJobHandlers = (ports: Ports): JobHandlers => ({
  'photo.judge': judgePhoto(ports),
  'photos.report': reportPhotos(ports),
  'training.submit': submitTraining(ports),
  'training.collect': collectTraining(ports),
  'generation.submit': submitGeneration(ports),
  'generation.collect': collectGeneration(ports),
  'run.check': checkRun(ports),
  'run.cancel': cancelRun(ports),
  'provider.event': applyProviderEvent(ports),
  'progress.show': showProgress(ports),
  'notification.send': sendNotification(ports),
  'operator.alarm': alarmOperators(ports),
});

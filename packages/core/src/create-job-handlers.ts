import type { JobHandlers } from './ports/job-queue.ts';
import type { Ports } from './ports/ports.ts';
import { eraseAccount } from './use-cases/account/erase-account.ts';
import { exportAccount } from './use-cases/account/export-account.ts';
import { alarmOperators } from './use-cases/alarms/alarm-operators.ts';
import { purgeAvatar } from './use-cases/avatars/purge-avatar.ts';
import { collectGeneration } from './use-cases/generations/collect-generation.ts';
import { makeThumbnails } from './use-cases/generations/make-thumbnails.ts';
import { submitGeneration } from './use-cases/generations/submit-generation.ts';
import { exportImages } from './use-cases/images/export-images.ts';
import { sendNotification } from './use-cases/notifications/send-notification.ts';
import { showProgress } from './use-cases/notifications/show-progress.ts';
import { writeDraft } from './use-cases/prompts/write-draft.ts';
import { judgePhoto } from './use-cases/photos/judge-photo.ts';
import { reportPhotos } from './use-cases/photos/report-photos.ts';
import { unpackArchive } from './use-cases/photos/unpack-archive.ts';
import { applyProviderEvent } from './use-cases/runs/apply-provider-event.ts';
import { cancelRun } from './use-cases/runs/cancel-run.ts';
import { checkRun } from './use-cases/runs/check-run.ts';
import { collectTraining } from './use-cases/trainings/collect-training.ts';
import { submitTraining } from './use-cases/trainings/submit-training.ts';
import { deleteBlobs } from './use-cases/storage/delete-blobs.ts';
import { deliverHookMessage } from './use-cases/hooks/deliver-hook-message.ts';
import { sendBroadcast } from './use-cases/broadcasts/send-broadcast.ts';

/** Which use case a queued job belongs to. */
export const createJobHandlers = (ports: Ports): JobHandlers => ({
  'photo.judge': judgePhoto(ports),
  'archive.unpack': unpackArchive(ports),
  'photos.report': reportPhotos(ports),
  'avatar.purge': purgeAvatar(ports),
  'training.submit': submitTraining(ports),
  'training.collect': collectTraining(ports),
  'draft.write': writeDraft(ports),
  'generation.submit': submitGeneration(ports),
  'generation.collect': collectGeneration(ports),
  'generation.thumbnails': makeThumbnails(ports),
  'images.export': exportImages(ports),
  'blobs.delete': deleteBlobs(ports),
  'run.check': checkRun(ports),
  'run.cancel': cancelRun(ports),
  'provider.event': applyProviderEvent(ports),
  'progress.show': showProgress(ports),
  'notification.send': sendNotification(ports),
  'account.export': exportAccount(ports),
  'account.erase': eraseAccount(ports),
  'operator.alarm': alarmOperators(ports),
  'hook.deliver': deliverHookMessage(ports),
  'broadcast.send': sendBroadcast(ports),
});

import type { TrainingId } from '../../shared/ids.ts';
import { imageExtension } from '../../shared/image-extension.ts';
import { PortError } from '../../shared/port-error.ts';
import type { Photo } from '../../domain/photo/photo.ts';
import { archiveNameOf } from '../../domain/training/archive-names.ts';
import type { Training } from '../../domain/training/training.ts';
import type { ArchiveEntry } from '../../ports/archive-builder.ts';
import type { Ports } from '../../ports/ports.ts';
import { endTraining } from '../../steps/end-training.ts';
import { noteProviderRefusal } from '../../steps/note-provider-verdict.ts';
import { submitRun } from '../../steps/submit-run.ts';
import { moveTraining } from '../../steps/training-owner.ts';
import { showProgressNow } from '../../steps/show-progress-of.ts';

type Needs = Pick<
  Ports,
  | 'unitOfWork'
  | 'trainer'
  | 'archives'
  | 'blobs'
  | 'webhookAddresses'
  | 'clock'
  | 'ids'
  | 'policy'
  | 'logger'
>;

/** Hands a training to the provider, once however often it is asked to. */
export const submitTraining =
  (ports: Needs) =>
  async ({ trainingId }: { trainingId: TrainingId }): Promise<void> => {
    const { unitOfWork, trainer, clock } = ports;
    const training = await unitOfWork.read(({ trainings }) => trainings.find(trainingId));
    if (training?.status !== 'reserved' && training?.status !== 'submitting') return;
    const { userId } = training;
    const subject = { type: 'training', id: trainingId } as const;
    await submitRun(ports, {
      subject,
      userId,
      endpoint: trainer.endpointOf(training.recipe.trainer),
      expectedMicroUsd: trainer.expectedMicroUsd(training.recipe),
      job: { name: 'training.submit', data: { trainingId } },
      prepare: () => uploadPhotos(ports, training),
      send: (archiveUrl, webhookUrl) =>
        trainer.submit({ recipe: training.recipe, archiveUrl, webhookUrl }),
      started: async (tx) => {
        const moved = await moveTraining(tx, training, { type: 'submission.started' }, clock.now());
        return moved !== undefined;
      },
      accepted: async (tx) => {
        const moved = await moveTraining(tx, training, { type: 'run.accepted' }, clock.now());
        if (moved) await showProgressNow(tx, subject);
        return moved !== undefined;
      },
      failed: async (tx, failure) => {
        const now = clock.now();
        const ended = await endTraining(tx, training, { type: 'run.failed', failure }, now);
        if (ended) await noteProviderRefusal(tx, { subject, userId }, failure, now);
      },
    });
  };

const zipOverheadBytes = 1024;

const uploadPhotos = async (ports: Needs, training: Training): Promise<string> => {
  const { unitOfWork, archives, trainer } = ports;
  const photos = await unitOfWork.read((tx) =>
    tx.photos.listByIds(training.photoIds, training.userId),
  );
  const entries = await verifiedEntries(ports, training, photos);
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes + zipOverheadBytes, 0);
  return trainer.uploadArchive(archives.build(entries), { maxBytes: bytes + zipOverheadBytes });
};

/** The archive holds every photo that was paid for, with the bytes that were stored, or it is not sent. */
const verifiedEntries = async (
  { blobs }: Needs,
  training: Training,
  photos: readonly Photo[],
): Promise<ArchiveEntry[]> => {
  const entries: ArchiveEntry[] = [];
  for (const [at, { stored }] of photos.entries()) {
    const info = stored && (await blobs.find(stored.blobKey));
    if (!stored || info?.sha256 !== stored.sha256) continue;
    const name = archiveNameOf(at + 1, imageExtension[stored.contentType]);
    entries.push({ name, bytes: stored.bytes, open: () => blobs.open(stored.blobKey) });
  }
  if (entries.length !== training.photoIds.length) {
    const missing = `${training.photoIds.length - entries.length} of ${training.photoIds.length}`;
    throw new PortError('storage.corrupt', `${missing} photos are not as they were stored`, {
      retryable: true,
    });
  }
  return entries;
};

import type { AvatarId, TrainingId, UserId } from '../../shared/ids.ts';
import type { ProviderRun } from '../../domain/run/run.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Ports } from '../../ports/ports.ts';

type Needs = Pick<Ports, 'unitOfWork' | 'blobs' | 'providerFiles' | 'clock' | 'logger'>;
type Which = { readonly avatarId: AvatarId; readonly userId: UserId };

/** A run that was stopped is asked about until its bill is known. Until then what the provider keeps of it stays. */
const laterMs = 10 * 60_000;

/**
 * Removes what a deleted avatar was made of: its photos, the weights of all its versions, and what the
 * provider keeps of their trainings. Rows forget first, so that none ever names bytes that are gone;
 * the bytes are found by their keys, so a second run goes on where the first one stopped.
 */
export const purgeAvatar =
  (ports: Needs) =>
  async (which: Which): Promise<void> => {
    const trainingIds = await forget(ports, which);
    if (!trainingIds) return;
    const { blobs, logger } = ports;
    const { avatarId } = which;
    let removed = await removeAll(blobs, `photos/${avatarId}/`);
    for (const id of trainingIds) removed += await removeAll(blobs, `trainings/${id}/`);
    logger.info({ avatarId, removed }, 'a deleted avatar was removed from storage');
    const runs = await runsOf(ports, trainingIds);
    await deleteAtProvider(ports, runs);
    if (runs.every(isOver)) return;
    const startAt = new Date(ports.clock.now().getTime() + laterMs);
    await ports.unitOfWork.run(({ jobs }) =>
      jobs.enqueue({ name: 'avatar.purge', data: which }, { startAt }),
    );
  };

/** Answers its trainings; undefined where the avatar is there. */
const forget = (
  { unitOfWork, clock }: Needs,
  { avatarId, userId }: Which,
): Promise<readonly TrainingId[] | undefined> =>
  unitOfWork.run(async ({ avatars, photos, trainings }) => {
    if (await avatars.findForUpdate(avatarId, userId)) return undefined;
    await photos.deleteOfAvatar(avatarId, userId);
    return trainings.deleteResults(avatarId, userId, clock.now());
  });

const removeAll = async (blobs: BlobStore, prefix: string): Promise<number> => {
  let removed = 0;
  for await (const key of blobs.list(prefix)) {
    await blobs.delete(key);
    removed += 1;
  }
  return removed;
};

const runsOf = (
  { unitOfWork }: Needs,
  trainingIds: readonly TrainingId[],
): Promise<readonly ProviderRun[]> =>
  unitOfWork.read(async ({ runs }) => {
    const all: ProviderRun[] = [];
    for (const id of trainingIds) all.push(...(await runs.listOf({ type: 'training', id })));
    return all;
  });

const isOver = ({ nextCheckAt }: ProviderRun): boolean => nextCheckAt === undefined;

/** What it does not delete expires there by itself. */
const deleteAtProvider = async (
  { providerFiles }: Needs,
  runs: readonly ProviderRun[],
): Promise<void> => {
  for (const { endpoint, requestId } of runs.filter(isOver)) {
    if (requestId !== undefined) await providerFiles.delete({ endpoint, requestId });
  }
};

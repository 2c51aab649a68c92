import type { FileRef, PromptDraftId } from '../../shared/ids.ts';
import { freshId, plainPicture } from '../index.ts';
import { aWorld, granted } from './a-world.ts';

export const source = 'telegram:file' as FileRef;

/** Somebody with an avatar, and what becomes of what is written for them. */
export const drafting = async () => {
  const world = aWorld();
  const { id: avatarId, userId } = await world.draft();
  const { ports, aisha } = world;
  const id = freshId<PromptDraftId>();
  const own = { id, avatarId, userId };
  const end = async (forMs = 0) => {
    await (forMs > 0 ? ports.jobs.drainFor(forMs) : ports.jobs.drain());
    return ports.unitOfWork.committed().drafts.get(id);
  };
  const fromPhoto = async (looks: string, forMs = 0) => {
    ports.files.offer(source, plainPicture({ looks }));
    granted(await aisha.describePhoto({ ...own, source }));
    return end(forMs);
  };
  const stages = () =>
    ports.notifier.told.flatMap(({ notification }) =>
      notification.type === 'draft.progressed' ? notification.stage : [],
    );
  return { ...world, own, end, fromPhoto, stages };
};

import type { Photo } from '../domain/photo/photo.ts';
import type { Jobs } from '../ports/job-queue.ts';

/** Long enough for an album's photos to arrive one after the other, short enough to feel answered. */
const gatherMs = 900;

/** One report tells of all photos that are judged within the same moment. */
export const enqueuePhotoReport = async (
  jobs: Jobs,
  { avatarId, userId }: Pick<Photo, 'avatarId' | 'userId'>,
  now: Date,
): Promise<void> =>
  jobs.enqueue(
    { name: 'photos.report', data: { avatarId, userId } },
    { key: avatarId, startAt: new Date(now.getTime() + gatherMs) },
  );

import type { Generation } from '../domain/generation/generation.ts';
import type { Image } from '../domain/image/image.ts';
import type { Notification } from '../ports/notifier.ts';
import type { Transaction } from '../ports/unit-of-work.ts';

type Needs = Pick<Transaction, 'avatars' | 'trainings' | 'jobs'>;
type Delivered = { readonly images: readonly Image[]; readonly charged: number };

/** Has a person told that their pictures are there: those they ordered, and those that show what a version has learnt. */
export const tellOfPictures = async (
  tx: Needs,
  generation: Generation,
  delivered: Delivered,
): Promise<void> => {
  const notification =
    generation.purpose === 'preview'
      ? await previewed(tx, generation, delivered)
      : ordered(generation, delivered);
  if (!notification) return;
  const { userId } = generation;
  await tx.jobs.enqueue({ name: 'notification.send', data: { userId, notification } });
  if (generation.request.task === 'enlarge') await sendFiles(tx, delivered.images);
};

/** A channel shows every picture small: what was enlarged comes as a file too. */
const sendFiles = async ({ jobs }: Needs, images: readonly Image[]): Promise<void> => {
  for (const { id: imageId, userId } of images) {
    const notification = { type: 'image.filed', imageId } as const;
    await jobs.enqueue(
      { name: 'notification.send', data: { userId, notification } },
      { key: `file:${imageId}` },
    );
  }
};

const ordered = (
  { id, avatarId, prompt, styleName: style, request, output }: Generation,
  { images, charged }: Delivered,
): Notification => ({
  type: 'generation.succeeded',
  generationId: id,
  avatarId,
  prompt,
  style,
  words: request.words,
  isUntranslated: request.isUntranslated,
  imageIds: images.map((image) => image.id),
  ordered: request.count,
  charged,
  blocked: output?.images.filter(({ flagged }) => flagged).length ?? 0,
});

const previewed = async (
  { avatars, trainings }: Needs,
  { id, userId, avatarId, trainingId }: Generation,
  { images }: Delivered,
): Promise<Notification | undefined> => {
  if (!avatarId || !trainingId) return undefined;
  const avatar = await avatars.find(avatarId, userId);
  const training = await trainings.findOwned(trainingId, userId);
  if (!avatar || !training) return undefined;
  const { version } = training;
  const page = { limit: 1, before: version };
  const [older] = await trainings.listSucceeded(avatarId, userId, page);
  return {
    type: 'training.previewed',
    trainingId,
    avatarId,
    avatarName: avatar.name,
    version,
    generationId: id,
    imageIds: images.map((image) => image.id),
    olderTrainingId: older?.id,
  };
};

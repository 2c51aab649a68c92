import { clientAddress } from '../../domain/api/client-address.ts';
import { PortError } from '../../shared/port-error.ts';
import type { ApiClientId, BlobKey, TrainingId } from '../../shared/ids.ts';
import type { Image } from '../../domain/image/image.ts';
import type { User } from '../../domain/user/user.ts';
import { firstAttempt, type Notification, type Notifier } from '../../ports/notifier.ts';
import { deepEqual, equal, ok, rejects } from '../assert.ts';
import { freshId } from '../builders/fresh.ts';
import { aUser } from '../builders/people.ts';
import { casesOf, type Suite } from './suite.ts';

export type NotifierContext = {
  readonly notifier: Notifier;
  readonly user: User;
  /** A person who does not want messages. */
  readonly unwilling: User;
  /** Delivered pictures of the user whose bytes are there. */
  readonly images: readonly Image[];
  /** How many messages a person sees. */
  readonly messagesTo: (user: User) => Promise<number>;
};

export const notifierContract = (suite: Suite<NotifierContext>): void => {
  const test = casesOf(suite);
  const progress = (trainingId: TrainingId, percent: number): Notification => ({
    type: 'training.progressed',
    trainingId,
    avatarId: freshId(),
    avatarName: '<b>Ёж & co</b>_*`',
    progress: { stage: 'running', percent },
    attempt: firstAttempt,
    minutes: { from: 3, to: 6 },
    elapsedMs: 65_000,
  });
  const ended = (trainingId: TrainingId): Notification => ({
    type: 'training.ended',
    trainingId,
    avatarId: freshId(),
    avatarName: 'Ёж',
    reason: 'failed',
    failure: 'photos.no-face',
    refunded: 60,
  });
  const withoutImages = { images: [] };

  test('news of one training share a message', async ({ notifier, user, messagesTo }) => {
    const [one, two] = [freshId<TrainingId>(), freshId<TrainingId>()];
    for (const percent of [10, 50, 50, 90]) {
      deepEqual(await notifier.notify(user, progress(one, percent), withoutImages), { shown: [] });
    }
    equal(await messagesTo(user), 1);
    await notifier.notify(user, progress(two, 10), withoutImages);
    equal(await messagesTo(user), 2);
  });

  test('progress that comes after the end changes nothing', async ({
    notifier,
    user,
    messagesTo,
  }) => {
    const id = freshId<TrainingId>();
    await notifier.notify(user, progress(id, 10), withoutImages);
    await notifier.notify(user, ended(id), withoutImages);
    const before = await messagesTo(user);
    await notifier.notify(user, progress(id, 99), withoutImages);
    equal(await messagesTo(user), before);
  });

  test('every notification can be told', async ({ notifier, user, images, messagesTo }) => {
    for (const notification of everyNotification(images)) {
      const attached = notification.type === 'generation.succeeded' ? images : [];
      await notifier.notify(user, notification, { images: attached });
    }
    ok((await messagesTo(user)) > 0, 'nothing arrived');
  });

  test('pictures that were shown come back with the handles of the channel', async ({
    notifier,
    user,
    images,
  }) => {
    const succeeded = everyNotification(images).find(({ type }) => type === 'generation.succeeded');
    if (!succeeded) throw new Error('no such notification');
    const { shown } = await notifier.notify(user, succeeded, { images });
    deepEqual(
      shown.map(({ imageId }) => imageId).toSorted(byText),
      images.map(({ id }) => id).toSorted(byText),
    );
    ok(
      shown.every(({ shownAs }) => shownAs.length > 0),
      'a picture without a handle',
    );
  });

  test('a file comes with its news, and its handle back, under which it comes again', async ({
    notifier,
    user,
    images,
    messagesTo,
  }) => {
    const [image] = images;
    if (!image) throw new Error('no picture is there');
    const { id: imageId, blobKey, bytes } = image;
    const notification: Notification = { type: 'image.filed', imageId };
    const file = { name: 'picture.png', blobKey, bytes };
    const before = await messagesTo(user);
    const first = await notifier.notify(user, notification, { images: [], file });
    ok(first.filedAs !== undefined && first.filedAs.length > 0, 'a file without a handle');
    const again = { ...file, filedAs: first.filedAs };
    const second = await notifier.notify(user, notification, { images: [], file: again });
    equal(second.filedAs, first.filedAs);
    deepEqual(second.shown, []);
    ok((await messagesTo(user)) > before, 'nothing arrived');
  });

  test('who does not want messages gets none, and it is said so', async ({
    notifier,
    unwilling,
    messagesTo,
  }) => {
    const notification = ended(freshId());
    await rejects(notifier.notify(unwilling, notification, withoutImages), 'messenger.blocked');
    equal(await messagesTo(unwilling), 0);
  });

  test('who has no place in the channel is refused once and for all', async ({ notifier }) => {
    const user = aUser({ address: clientAddress(freshId<ApiClientId>(), 'ada') });
    const telling = notifier.notify(user, ended(freshId()), withoutImages);
    const error = await rejects(telling, 'messenger.rejected');
    ok(error instanceof PortError && !error.retryable, 'it would be tried again');
  });
};

const byText = (one: string, other: string): number => Number(one > other) - Number(one < other);

/** One of each kind. */
export const everyNotification = (images: readonly Image[]): readonly Notification[] => {
  const [avatarId, trainingId, generationId] = [freshId(), freshId(), freshId()] as never[];
  const ids = { avatarId: avatarId as never, trainingId: trainingId as never };
  const progress = { stage: 'queued', queuePosition: 3 } as const;
  const summary = {
    accepted: 9,
    checking: 0,
    refused: { 'photo.too-small': 1, 'photo.near-duplicate': 2 },
    warnings: { 'photo.soft': 1 },
    sent: 12,
    minCount: 10,
    maxCount: 20,
    enough: false,
  };
  const avatarName = 'Ёж';
  return [
    { type: 'photos.judged', avatarId: ids.avatarId, summary, newest: 'delivery-1', asOf: 1 },
    {
      type: 'training.progressed',
      ...ids,
      avatarName,
      progress,
      attempt: { number: 2, isPaused: true },
      minutes: { from: 3, to: 6 },
      elapsedMs: 65_000,
    },
    { type: 'training.succeeded', ...ids, avatarName, kind: 'portrait', tookMs: 240_000 },
    { type: 'training.ended', ...ids, avatarName, reason: 'expired', refunded: 60 },
    {
      type: 'generation.progressed',
      generationId: generationId as never,
      progress,
      attempt: firstAttempt,
      count: 2,
      seconds: { from: 8, to: 12 },
    },
    {
      type: 'generation.succeeded',
      generationId: generationId as never,
      avatarId: ids.avatarId,
      prompt: 'a <i>prompt</i> & more',
      style: { emoji: '🎨', title: { en: 'A <b>style</b> & more', ru: 'Стиль' } },
      imageIds: images.map(({ id }) => id),
      ordered: images.length,
      charged: 4,
    },
    {
      type: 'generation.ended',
      generationId: freshId(),
      reason: 'blocked',
      failure: 'content.blocked',
      refunded: 4,
    },
    {
      type: 'images.exported',
      exportId: freshId(),
      part: 1,
      parts: 2,
      blobKey: 'exports/one/1.zip' as BlobKey,
      bytes: 7,
      pictures: 3,
    },
  ];
};

import {
  planGrant,
  planHold,
  planSettlement,
  streamOf,
  type Address,
  type BlobKey,
  type FavouriteStyleId,
  type Ports,
  type PromptDraftId,
  type SafetyDecisionId,
} from '@aisha/core';
import {
  aFinishedTraining,
  aGeneration,
  aHold,
  anAcceptedPhoto,
  anAvatar,
  anEvent,
  anImage,
  aRun,
  aTraining,
  aUser,
  freshId,
} from '@aisha/core/testing';
import type { mikroOrmLiveMessages, mikroOrmUpdateInbox } from '@aisha/adapters/mikro-orm';

export const prompt = 'a heron dancing on the roof of the opera';

type World = {
  readonly ports: Pick<Ports, 'unitOfWork' | 'blobs'>;
  readonly inbox: ReturnType<typeof mikroOrmUpdateInbox>;
  readonly liveMessages: ReturnType<typeof mikroOrmLiveMessages>;
};

/** Somebody with something of everything that is ever kept about anybody. */
export const somebody = async (
  { ports, inbox, liveMessages }: World,
  {
    telegramId,
    firstName,
    avatarName,
  }: { readonly telegramId: string; readonly firstName: string; readonly avatarName: string },
) => {
  const { unitOfWork, blobs } = ports;
  const user = aUser({
    address: `telegram:${telegramId}` as Address,
    firstName,
    unreachableSince: new Date(),
    settings: {
      aspectRatio: '9:16',
      count: 3,
      quickMode: true,
      notifications: 'results',
      enhancement: 'light',
    },
  });
  const { id: userId } = user;
  const avatar = anAvatar({ userId, name: avatarName });
  const owned = { userId, avatarId: avatar.id };
  const photo = anAcceptedPhoto(owned);
  const training = aFinishedTraining({ ...owned, photoIds: [photo.id] });
  const unfinished = aTraining({ ...owned, version: 2, photoIds: [photo.id] });
  const generation = aGeneration({
    ...owned,
    trainingId: training.id,
    prompt,
    status: 'succeeded',
    delivered: 1,
    finishedAt: new Date(),
  });
  const image = anImage({ ...owned, generationId: generation.id });
  const run = aRun({
    userId,
    subject: { type: 'generation', id: generation.id },
    status: 'ended',
    cost: { expectedMicroUsd: 40_000, billing: 'billed' },
    createdAt: new Date(),
  });
  const event = anEvent({ runId: run.id, payload: { prompt, images: [{ url: 'https://x/y' }] } });

  await unitOfWork.run(async (tx) => {
    await tx.users.add(user);
    await tx.avatars.add(avatar);
    await tx.photos.add(photo);
    const grant = { userId, amount: 1_000, idempotencyKey: freshId(), reason: 'welcome' };
    await tx.wallets.post(planGrant(grant));
    for (const { id, price } of [training, unfinished, generation]) {
      const hold = aHold({ id: id as never, userId, amount: price });
      await tx.wallets.post(planHold(hold, 'work'));
      if (id === unfinished.id) continue;
      const paid = id === generation.id ? Math.floor(price / 2) : price;
      await tx.wallets.post(planSettlement(hold, paid, 'work.done'));
    }
    await tx.trainings.add(training);
    await tx.trainings.add(unfinished);
    await tx.avatars.save({ ...avatar, status: 'training', activeTrainingId: training.id });
    await tx.generations.add(generation);
    await tx.images.addAll([image]);
    await tx.runs.add(run);
    await tx.events.add(event);
    const at = new Date();
    const favourite = { id: freshId<FavouriteStyleId>(), styleId: 'film-noir', markedAt: at };
    await tx.styles.addFavourite({ ...favourite, userId });
    await tx.drafts.add({
      ...owned,
      id: freshId<PromptDraftId>(),
      kind: 'words',
      status: 'written',
      original: `${avatarName} in a garden`,
      enhancement: 'light',
      prompt: `${avatarName} in a garden at dusk`,
      createdAt: at,
    });
    await tx.decisions.add({
      id: freshId<SafetyDecisionId>(),
      userId,
      subject: { type: 'generation', id: generation.id },
      judge: 'rules',
      category: 'sexual',
      reason: 'sexual.nudity.en',
      decidedAt: at,
    });
    const news = {
      type: 'generation.succeeded',
      generationId: generation.id,
      avatarId: avatar.id,
      prompt,
      imageIds: [image.id],
      ordered: 2,
      charged: 2,
    } as const;
    await tx.jobs.enqueue({ name: 'notification.send', data: { userId, notification: news } });
  });
  const result = training.result;
  const keys: BlobKey[] = [
    photo.stored!.blobKey,
    image.blobKey,
    image.thumbnailKey,
    ...(result?.type === 'lora' ? [result.blobKey] : []),
  ];
  for (const key of keys) {
    const content = streamOf(Buffer.from(key));
    await blobs.put(key, content, { contentType: 'image/jpeg', maxBytes: 1_000 });
  }
  const at = Number(telegramId);
  await inbox.land([{ id: at, lane: `chat:${at}`, address: user.address, payload: { prompt } }]);
  const [claimed] = await inbox.claim({ owner: 'test', limit: 1, leaseMs: 60_000 });
  const conversation = { step: 'ordering', prompt };
  await inbox.complete(claimed!, { owner: 'test', conversation });
  const shown = { messageRef: '1', contentHash: 'x', version: 1 };
  await liveMessages.save({ userId, topic: `generation:${generation.id}`, ...shown });
  return { user, keys, said: [telegramId, firstName, avatarName, ...keys] };
};

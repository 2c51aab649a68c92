import {
  clientOf,
  type Avatar,
  type AvatarDetails,
  type Balance,
  type ErasureReceipt,
  type Generation,
  type Hook,
  type HookMessage,
  type Image,
  type SentPhoto,
  type Training,
  type TransferLine,
  type User,
} from '@aisha/core';

// What a client is told of each thing: chosen member by member, so that nothing new gets out by itself.

const time = (date: Date | undefined): string | undefined => date?.toISOString();

export const presentUser = (user: User, consentVersion: string) => ({
  id: clientOf(user.address)?.externalId,
  firstName: user.firstName,
  locale: user.locale,
  consentVersion: user.consent.version,
  isConsentCurrent: user.consent.version === consentVersion,
  createdAt: time(user.createdAt),
});

export const presentAvatar = (avatar: Avatar) => ({
  id: avatar.id,
  name: avatar.name,
  kind: avatar.kind,
  subject: avatar.subject,
  status: avatar.status,
  isMain: avatar.isMain,
  activeTrainingId: avatar.activeTrainingId,
  createdAt: time(avatar.createdAt),
  updatedAt: time(avatar.updatedAt),
});

export const presentAvatarDetails = ({ avatar, intake, latestTraining }: AvatarDetails) => {
  const { accepted, checking, sent, minCount, maxCount, enough } = intake;
  return {
    ...presentAvatar(avatar),
    photos: { accepted, checking, sent, minCount, maxCount, enough },
    latestTraining: latestTraining && presentTraining(latestTraining),
  };
};

export const presentPhoto = (photo: SentPhoto) => ({
  id: photo.id,
  status: photo.status,
  refusal: photo.refusal,
  warnings: photo.warnings,
  width: photo.stored?.width,
  height: photo.stored?.height,
  receivedAt: time(photo.receivedAt),
});

type Work = Pick<
  Training | Generation,
  'progress' | 'failure' | 'createdAt' | 'startedAt' | 'finishedAt'
>;

const presentWork = ({ progress, failure, createdAt, startedAt, finishedAt }: Work) => ({
  progress: finishedAt ? undefined : progress,
  failure: failure && {
    code: failure.code,
    retryable: failure.retryable,
    photoNumber: failure.photoNumber,
  },
  createdAt: time(createdAt),
  startedAt: time(startedAt),
  finishedAt: time(finishedAt),
});

export const presentTraining = (training: Training) => ({
  id: training.id,
  avatarId: training.avatarId,
  version: training.version,
  status: training.status,
  preset: training.recipe.preset,
  price: training.price,
  ...presentWork(training),
});

export const presentGeneration = (generation: Generation) => ({
  id: generation.id,
  avatarId: generation.avatarId,
  purpose: generation.purpose ?? 'order',
  status: generation.status,
  prompt: generation.prompt,
  styleId: generation.styleId,
  aspectRatio: generation.request.aspectRatio,
  count: generation.request.count,
  seed: generation.request.seed,
  price: generation.price,
  delivered: generation.delivered,
  ...presentWork(generation),
});

export const presentImage = (image: Image, user: string) => ({
  id: image.id,
  generationId: image.generationId,
  avatarId: image.avatarId,
  index: image.index,
  contentType: image.contentType,
  width: image.width,
  height: image.height,
  bytes: image.bytes,
  seed: image.seed,
  isFavourite: image.isFavourite,
  content: `/api/v1/users/${user}/images/${image.id}/content`,
  createdAt: time(image.createdAt),
});

export const presentBalance = ({ available, held }: Balance) => ({ available, held });

export const presentTransfer = ({ id, bookedAt, kind, reason, amount }: TransferLine) => ({
  id,
  bookedAt: time(bookedAt),
  kind,
  reason,
  amount,
});

export const presentErasure = ({ id, requestedAt, finishedAt, erased }: ErasureReceipt) => ({
  id,
  requestedAt: time(requestedAt),
  finishedAt: time(finishedAt),
  erased: erased && {
    avatars: erased.avatars,
    photos: erased.photos,
    trainings: erased.trainings,
    generations: erased.orders,
    images: erased.pictures,
    atProvider: erased.atProvider,
    leftAtProvider: erased.leftAtProvider,
  },
});

export const presentHook = (hook: Omit<Hook, 'secret'>) => ({
  id: hook.id,
  url: hook.url,
  events: hook.events,
  createdAt: time(hook.createdAt),
  disabledAt: time(hook.disabledAt),
});

export const presentHookMessage = (message: HookMessage) => ({
  id: message.id,
  hookId: message.hookId,
  type: message.type,
  status: message.status,
  attempts: message.attempts,
  lastAnswer: message.lastAnswer,
  body: message.body,
  createdAt: time(message.createdAt),
  finishedAt: time(message.finishedAt),
});

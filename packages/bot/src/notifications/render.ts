import type { Button, Keyboard, Render, Rendering } from '@aisha/adapters/telegraf';
import type { Attempt, Image, Notification, PhotoAtFault, RunProgress, User } from '@aisha/core';
import { callbackData } from '../callback-data.ts';
import { messageIdOf } from '../delivery-key.ts';
import { escapeHtml } from '../i18n/escape-html.ts';
import { failureMessages } from '../i18n/failure-messages.ts';
import { plainTranslator, translator } from '../i18n/translate.ts';
import { generationProgressScreen } from '../screens/generations.ts';
import { homeButton, type Words } from '../screens/menu.ts';
import { photosScreen } from '../screens/photos.ts';
import { receiptScreen } from '../screens/privacy.ts';
import {
  notPreviewedScreen,
  previewedScreen,
  trainingProgressScreen,
  trainingReadyScreen,
} from '../screens/trainings.ts';
import { drafted } from './drafted.ts';
import { finalVersion } from './final-version.ts';
import { picturesMade } from './pictures-made.ts';
import { generationTopic, photosTopic, trainingTopic } from './topics.ts';

type Of<Type extends Notification['type']> = Extract<Notification, { type: Type }>;

const stageRank = { preparing: 1, queued: 2, running: 3, finishing: 4 } as const;

/**
 * Progress only goes on, and a later attempt, which begins anew, is newer than all of the one before.
 * What a handler showed itself, version 0, is older than anything.
 */
const versionOf = ({ number }: Attempt, { stage, percent = 0 }: RunProgress): number =>
  number * 10_000 + stageRank[stage] * 1000 + Math.floor(percent);

/** Puts what happened into words and buttons, in the person's language. */
export const renderNotification: Render = (notification, user, images): Rendering => {
  const words: Words = { t: translator(user.locale), plain: plainTranslator(user.locale) };
  if ('draftId' in notification) return drafted(words, notification);
  if ('exportId' in notification) return exported(words, notification);
  if (notification.type === 'announcement') return announced(words, notification);
  switch (notification.type) {
    case 'photos.judged':
      return photosJudged(words, notification);
    case 'training.progressed':
      return trainingProgressed(words, notification);
    case 'training.succeeded':
      return trainingSucceeded(words, notification);
    case 'training.previewed':
      return trainingPreviewed(words, notification, images);
    case 'training.ended':
      return trainingEnded(words, notification);
    case 'generation.progressed':
      return generationProgressed(words, notification);
    case 'generation.succeeded':
      return picturesMade(words, notification, { images, locale: user.locale });
    case 'generation.ended':
      return generationEnded(words, notification);
    case 'image.filed':
      return {
        topic: `file:${notification.imageId}`,
        isAlone: true,
        news: { html: words.t('picture.file.sent') },
      };
    case 'account.erased':
      return accountErased(words, notification, user);
  }
};

/** Archives that were asked for. */
const exported = (
  words: Words,
  notification: Of<'account.exported' | 'images.exported' | 'images.unexported'>,
): Rendering => {
  switch (notification.type) {
    case 'account.exported':
      return accountExported(words, notification);
    case 'images.exported':
      return imagesExported(words, notification);
    case 'images.unexported':
      return {
        topic: `export:${notification.exportId}:0`,
        isAlone: true,
        news: { html: words.t('zip.empty'), keyboard: galleryAndHome(words) },
      };
  }
};

/** What an operator says to many, in their own words. */
const announced = (words: Words, { broadcastId, text }: Of<'announcement'>): Rendering => ({
  topic: `broadcast:${broadcastId}`,
  isAlone: true,
  news: { html: escapeHtml(text), keyboard: [[homeButton(words)]] },
});

/** Photos come and go, so time alone tells which news is newer. */
const secondsSince2026 = (time: number): number =>
  Math.max(0, Math.floor((time - Date.UTC(2026)) / 1000));

const photosJudged = (
  words: Words,
  { avatarId, summary, newest, asOf }: Of<'photos.judged'>,
): Rendering => ({
  topic: photosTopic(avatarId),
  live: { ...photosScreen(words, avatarId, summary), version: secondsSince2026(asOf) },
  below: messageIdOf(newest),
});

const trainingProgressed = (words: Words, facts: Of<'training.progressed'>): Rendering => ({
  topic: trainingTopic(facts.trainingId),
  live: {
    ...trainingProgressScreen(words, facts),
    version: versionOf(facts.attempt, facts.progress),
  },
});

const trainingSucceeded = (words: Words, facts: Of<'training.succeeded'>): Rendering => ({
  topic: trainingTopic(facts.trainingId),
  live: {
    html: words.t('training.done', { name: facts.avatarName }),
    keyboard: [],
    version: finalVersion,
  },
  news: trainingReadyScreen(words, facts),
});

/** Where they were made, and none is left, there is nothing to tell of. */
const trainingPreviewed = (
  words: Words,
  facts: Of<'training.previewed'>,
  images: readonly Image[],
): Rendering => ({
  topic: generationTopic(facts.generationId),
  ...(facts.imageIds.length === 0 && { news: notPreviewedScreen(words, facts) }),
  ...(images.length > 0 && {
    news: previewedScreen(words, { ...facts, pictures: images.length }),
    pictures: images,
  }),
});

const trainingEnded = (words: Words, facts: Of<'training.ended'>): Rendering => {
  const { trainingId, avatarId, avatarName: name, reason, failure, photo, refunded } = facts;
  const cancelled = words.t('training.cancelled', { name });
  const why = words.t(failureMessages[failure ?? 'provider.failed']);
  const which = photo ? words.t('training.photo-at-fault', { number: photo.number }) : '';
  const failed = words.t('training.failed', { name, reason: why }) + which;
  const money = refunded > 0 ? `\n\n${words.t('training.refunded', { credits: refunded })}` : '';
  const retry = { text: words.plain('training.retry'), data: callbackData('avatar', avatarId) };
  return {
    topic: trainingTopic(trainingId),
    live: { html: cancelled, keyboard: [], version: finalVersion },
    news: {
      html: (reason === 'cancelled' ? cancelled : failed) + money,
      keyboard: [...(photo ? [[photoButton(words, photo)]] : []), [retry], [homeButton(words)]],
    },
  };
};

const photoButton = ({ plain }: Words, { number, id }: PhotoAtFault): Button => ({
  text: plain('training.photo-at-fault.open', { number }),
  data: callbackData('photo', id),
});

const generationProgressed = (words: Words, facts: Of<'generation.progressed'>): Rendering => ({
  topic: generationTopic(facts.generationId),
  live: {
    ...generationProgressScreen(words, facts),
    version: versionOf(facts.attempt, facts.progress),
  },
});

const accountExported = (
  words: Words,
  { exportId, part, parts }: Of<'account.exported'>,
): Rendering => ({
  topic: `export:${exportId}:${part}`,
  isAlone: true,
  news: { html: words.t('export.ready', { part, parts }), keyboard: [[homeButton(words)]] },
});

/** The last that the bot says by itself: nothing of it is kept. */
const accountErased = (
  words: Words,
  { receipt: id, finishedAt, erased }: Of<'account.erased'>,
  { locale }: User,
): Rendering => ({
  topic: `erased:${id}`,
  isAlone: true,
  news: receiptScreen(
    words,
    { id, requestedAt: new Date(finishedAt), finishedAt: new Date(finishedAt), erased },
    locale,
  ),
});

const generationEnded = (
  words: Words,
  { generationId, reason, failure, refunded }: Of<'generation.ended'>,
): Rendering => {
  const why = words.t(failureMessages[failure ?? 'provider.failed']);
  const money = refunded > 0 ? `\n\n${words.t('training.refunded', { credits: refunded })}` : '';
  const html =
    reason === 'cancelled'
      ? words.t('generation.cancelled')
      : words.t('generation.failed', { reason: why });
  return {
    topic: generationTopic(generationId),
    news: { html: html + money, keyboard: [[homeButton(words)]] },
  };
};

const imagesExported = (
  words: Words,
  { exportId, part, parts, pictures }: Of<'images.exported'>,
): Rendering => ({
  topic: `export:${exportId}:${part}`,
  isAlone: true,
  news: {
    html: words.t('zip.ready', { pictures, part, parts }),
    keyboard: galleryAndHome(words),
  },
});

const galleryAndHome = (words: Words): Keyboard => [
  [{ text: words.plain('menu.gallery'), data: callbackData('gallery') }, homeButton(words)],
];

import type { GenerationId } from '../shared/ids.ts';
import { PortError } from '../shared/port-error.ts';
import { together } from '../shared/together.ts';
import type { Generation } from '../domain/generation/generation.ts';
import type { Image } from '../domain/image/image.ts';
import { priceOfDelivered } from '../domain/wallet/transfers.ts';
import type { Ports } from '../ports/ports.ts';
import type { Transaction } from '../ports/unit-of-work.ts';
import { collectLater } from './collect-later.ts';
import { endGeneration } from './end-generation.ts';
import { moveGeneration } from './generation-owner.ts';
import { storedImages } from './keep-image.ts';
import { keepPictures, type FetchedAhead, type TheirPictures } from './keep-pictures.ts';
import { isGone, rereadOutput } from './reread-output.ts';
import { noteFlaggedPictures } from './note-provider-verdict.ts';
import { settleFound } from './settle-hold.ts';
import { tellOfPictures } from './tell-of-pictures.ts';

export type CollectNeeds = Pick<
  Ports,
  | 'unitOfWork'
  | 'generator'
  | 'fetcher'
  | 'blobs'
  | 'pictureReader'
  | 'clock'
  | 'ids'
  | 'policy'
  | 'logger'
>;

/**
 * Keeps the pictures of an order that the provider is done with and delivers them, all or nothing. What
 * cannot be had yet is collected later by a job. An order that does not wait for this is left alone.
 */
export const collectPictures = async (
  ports: CollectNeeds,
  generationId: GenerationId,
  ahead?: FetchedAhead,
): Promise<void> => {
  const { unitOfWork, clock, logger } = ports;
  try {
    const [generation, stored] = await together([
      unitOfWork.read(({ generations }) => generations.find(generationId)),
      storedImages(ports, generationId),
    ]);
    if (generation?.status !== 'finishing' || !generation.output) return;
    const kept = await keepOrReread(ports, generation, {
      output: generation.output,
      stored,
      ahead,
    });
    await unitOfWork.run((tx) => deliver(tx, kept.generation, kept.images, clock.now()));
  } catch (error) {
    if (!(error instanceof PortError) || !error.retryable) throw error;
    logger.warn({ generationId, code: error.code }, 'the pictures could not be kept');
    await collectLater(ports, { name: 'generation.collect', data: { generationId } }, error);
  }
};

/** Where a picture is gone the provider is asked once more what it made. */
const keepOrReread = async (
  ports: CollectNeeds,
  generation: Generation,
  there: TheirPictures,
): Promise<{ readonly generation: Generation; readonly images: readonly Image[] }> => {
  const { unitOfWork, generator, logger } = ports;
  const first = await keepPictures(ports, generation, there);
  if (!first.lost.some(isGone)) return { generation, images: first.images };
  const { id } = generation;
  const fresh = await rereadOutput(ports, { type: 'generation', id }, (run) =>
    generator.observe(run),
  );
  if (!fresh) return { generation, images: first.images };
  logger.warn({ generationId: id }, 'pictures are gone: the provider is asked for them again');
  const renewed = { ...generation, output: fresh };
  await unitOfWork.run(({ generations }) => generations.save(renewed, ['finishing']));
  const { images } = await keepPictures(ports, renewed, {
    output: fresh,
    stored: await storedImages(ports, id),
  });
  return { generation: renewed, images };
};

const deliver = async (
  tx: Transaction,
  generation: Generation,
  images: readonly Image[],
  now: Date,
): Promise<void> => {
  const { price, request } = generation;
  if (images.length === 0) {
    const flagged = generation.output?.images.some((image) => image.flagged) ?? false;
    const code = flagged ? 'content.blocked' : 'provider.no-result';
    const failure = { code, retryable: !flagged } as const;
    const ended = await endGeneration(tx, generation, { type: 'run.failed', failure }, now);
    if (ended) await noteFlaggedPictures(tx, generation, now);
    return;
  }
  const delivered = images.length;
  const [moved, hold] = await together([
    moveGeneration(tx, generation, { type: 'images.kept', delivered }, now),
    tx.wallets.findHold(generation.holdId),
  ]);
  if (!moved) return;
  const [, , { captured: charged }] = await together([
    tx.images.addAll(images),
    haveThumbnailsMade(tx, generation, now),
    settleFound(tx, hold, {
      captured: priceOfDelivered(price, request.count, delivered),
      reason: 'generation.succeeded',
    }),
  ]);
  await noteFlaggedPictures(tx, generation, now);
  await tellOfPictures(tx, generation, { images, charged });
};

/** The delivery has the processors for itself first. */
const thumbnailsAfterMs = 100;

const haveThumbnailsMade = (
  { jobs }: Pick<Transaction, 'jobs'>,
  { id: generationId }: Generation,
  now: Date,
): Promise<void> => {
  const startAt = new Date(now.getTime() + thumbnailsAfterMs);
  return jobs.enqueue({ name: 'generation.thumbnails', data: { generationId } }, { startAt });
};

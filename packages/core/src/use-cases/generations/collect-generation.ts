import type { GenerationId } from '../../shared/ids.ts';
import { PortError } from '../../shared/port-error.ts';
import { together } from '../../shared/together.ts';
import type { Generation, GenerationOutput } from '../../domain/generation/generation.ts';
import type { Image } from '../../domain/image/image.ts';
import { priceOfDelivered } from '../../domain/wallet/transfers.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { collectLater } from '../../steps/collect-later.ts';
import { endGeneration } from '../../steps/end-generation.ts';
import { keepImage, storedImages, type ImageSource } from '../../steps/keep-image.ts';
import { moveGeneration } from '../../steps/generation-owner.ts';
import { isGone, rereadOutput } from '../../steps/reread-output.ts';
import { settleFound } from '../../steps/settle-hold.ts';
import { tellOfPictures } from '../../steps/tell-of-pictures.ts';

type Needs = Pick<
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

/** Copies the pictures into our own storage and takes the price of those that are delivered, no more. */
export const collectGeneration =
  (ports: Needs) =>
  async ({ generationId }: { generationId: GenerationId }): Promise<void> => {
    const { unitOfWork, clock, logger } = ports;
    const generation = await unitOfWork.read(({ generations }) => generations.find(generationId));
    if (generation?.status !== 'finishing' || !generation.output) return;
    try {
      const kept = await keepOrReread(ports, generation, generation.output);
      await unitOfWork.run((tx) => deliver(tx, kept.generation, kept.images, clock.now()));
    } catch (error) {
      if (!(error instanceof PortError) || !error.retryable) throw error;
      logger.warn({ generationId, code: error.code }, 'the pictures could not be kept');
      await collectLater(ports, { name: 'generation.collect', data: { generationId } }, error);
    }
  };

/** Where a picture is gone the provider is asked once more what it made. */
const keepOrReread = async (
  ports: Needs,
  generation: Generation,
  output: GenerationOutput,
): Promise<{ readonly generation: Generation; readonly images: readonly Image[] }> => {
  const { unitOfWork, generator, logger } = ports;
  const first = await keepAll(ports, generation, output);
  if (!first.lost.some(isGone)) return { generation, images: first.images };
  const { id } = generation;
  const fresh = await rereadOutput(ports, { type: 'generation', id }, (run) =>
    generator.observe(run),
  );
  if (!fresh) return { generation, images: first.images };
  logger.warn({ generationId: id }, 'pictures are gone: the provider is asked for them again');
  const renewed = { ...generation, output: fresh };
  await unitOfWork.run(({ generations }) => generations.save(renewed, ['finishing']));
  const { images } = await keepAll(ports, renewed, fresh);
  return { generation: renewed, images };
};

type Kept = {
  readonly images: readonly Image[];
  /** Why pictures can never be had at their address: they are not delivered, and so not paid for. */
  readonly lost: readonly PortError[];
};

const keepAll = async (
  ports: Needs,
  generation: Generation,
  output: GenerationOutput,
): Promise<Kept> => {
  const stored = await storedImages(ports, generation.id);
  const wanted = [...output.images.entries()].filter(
    ([index, { flagged }]) => !flagged && index < generation.request.count,
  );
  const kept = await together(
    wanted.map(([index, { url }]) =>
      keepOrLose(ports, generation, { url, index, seed: output.seed, stored }),
    ),
  );
  return {
    images: kept.flatMap(({ image }) => image ?? []),
    lost: kept.flatMap(({ error }) => error ?? []),
  };
};

const keepOrLose = async (
  ports: Needs,
  generation: Generation,
  source: ImageSource,
): Promise<{ readonly image?: Image; readonly error?: PortError }> => {
  try {
    return { image: await keepImage(ports, generation, source) };
  } catch (error) {
    if (!(error instanceof PortError) || error.retryable) throw error;
    const { index } = source;
    ports.logger.error(
      { generationId: generation.id, index, code: error.code },
      'a picture is lost',
    );
    return { error };
  }
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
    await endGeneration(tx, generation, { type: 'run.failed', failure }, now);
    return;
  }
  const delivered = images.length;
  const [moved, hold] = await together([
    moveGeneration(tx, generation, { type: 'images.kept', delivered }, now),
    tx.wallets.findHold(generation.holdId),
  ]);
  if (!moved) return;
  const [, { captured: charged }] = await together([
    tx.images.addAll(images),
    settleFound(tx, hold, {
      captured: priceOfDelivered(price, request.count, delivered),
      reason: 'generation.succeeded',
    }),
  ]);
  await tellOfPictures(tx, generation, { images, charged });
};

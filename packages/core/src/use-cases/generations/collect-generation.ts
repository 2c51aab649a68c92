import { gather, streamOf } from '../../shared/bytes.ts';
import type { BlobKey, GenerationId, ImageId } from '../../shared/ids.ts';
import { imageExtension } from '../../shared/image-extension.ts';
import { PortError } from '../../shared/port-error.ts';
import type { Generation, GenerationOutput } from '../../domain/generation/generation.ts';
import type { Image } from '../../domain/image/image.ts';
import { priceOfDelivered } from '../../domain/wallet/transfers.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Transaction } from '../../ports/unit-of-work.ts';
import { collectLater } from '../../steps/collect-later.ts';
import { endGeneration } from '../../steps/end-generation.ts';
import { moveGeneration } from '../../steps/generation-owner.ts';
import { settleHold } from '../../steps/settle-hold.ts';

type Needs = Pick<
  Ports,
  'unitOfWork' | 'fetcher' | 'blobs' | 'pictureReader' | 'clock' | 'ids' | 'policy' | 'logger'
>;

/** Copies the pictures into our own storage and takes the price of those that are delivered, no more. */
export const collectGeneration =
  (ports: Needs) =>
  async ({ generationId }: { generationId: GenerationId }): Promise<void> => {
    const { unitOfWork, clock, logger } = ports;
    const generation = await unitOfWork.run(({ generations }) => generations.find(generationId));
    if (generation?.status !== 'finishing' || !generation.output) return;
    try {
      const images = await keepAll(ports, generation, generation.output);
      await unitOfWork.run((tx) => deliver(tx, generation, images, clock.now()));
    } catch (error) {
      if (!(error instanceof PortError) || !error.retryable) throw error;
      logger.warn({ generationId, code: error.code }, 'the pictures could not be kept');
      await collectLater(ports, { name: 'generation.collect', data: { generationId } }, error);
    }
  };

const keepAll = async (
  ports: Needs,
  generation: Generation,
  output: GenerationOutput,
): Promise<Image[]> => {
  const images: Image[] = [];
  for (const [index, { url, flagged }] of output.images.entries()) {
    if (flagged || index >= generation.request.count) continue;
    const image = await keepOrSkip(ports, generation, { url, index, seed: output.seed });
    if (image) images.push(image);
  }
  return images;
};

type Source = { readonly url: string; readonly index: number; readonly seed: number };

/** A picture that can never be had is not delivered, and so not paid for; the others are. */
const keepOrSkip = async (
  ports: Needs,
  generation: Generation,
  source: Source,
): Promise<Image | undefined> => {
  try {
    return await keep(ports, generation, source);
  } catch (error) {
    if (!(error instanceof PortError) || error.retryable) throw error;
    const fields = { generationId: generation.id, index: source.index, code: error.code };
    ports.logger.error(fields, 'a picture is lost');
    return undefined;
  }
};

const keep = async (
  { fetcher, blobs, pictureReader, clock, ids, policy }: Needs,
  { id: generationId, userId }: Generation,
  { url, index, seed }: Source,
): Promise<Image> => {
  const maxBytes = policy.maxImageBytes;
  const content = await gather(await fetcher.fetch(url, { maxBytes }));
  const { contentType, width, height, thumbnail } = await pictureReader.read(content);
  const stem = `images/${generationId}/${index}`;
  const blobKey = `${stem}.${imageExtension[contentType]}` as BlobKey;
  const thumbnailKey = `${stem}.thumbnail.jpg` as BlobKey;
  const info = await blobs.put(blobKey, streamOf(content), { contentType, maxBytes });
  await blobs.put(thumbnailKey, streamOf(thumbnail), { contentType: 'image/jpeg', maxBytes });
  return {
    id: ids.next<ImageId>(),
    userId,
    generationId,
    index,
    blobKey,
    thumbnailKey,
    sha256: info.sha256,
    bytes: info.bytes,
    contentType,
    width,
    height,
    seed,
    createdAt: clock.now(),
  };
};

const deliver = async (
  tx: Transaction,
  generation: Generation,
  images: readonly Image[],
  now: Date,
): Promise<void> => {
  const { id, userId, avatarId, prompt, price, request } = generation;
  if (images.length === 0) {
    const flagged = generation.output?.images.some((image) => image.flagged) ?? false;
    const code = flagged ? 'content.blocked' : 'provider.no-result';
    const failure = { code, retryable: !flagged } as const;
    await endGeneration(tx, generation, { type: 'run.failed', failure }, now);
    return;
  }
  const delivered = images.length;
  if (!(await moveGeneration(tx, generation, { type: 'images.kept', delivered }, now))) return;
  await tx.images.addAll(images);
  const charged = priceOfDelivered(price, request.count, delivered);
  const reason = 'generation.succeeded';
  await settleHold(tx, generation.holdId, { captured: charged, reason });
  const imageIds = images.map((image) => image.id);
  const ordered = request.count;
  await tx.jobs.enqueue({
    name: 'notification.send',
    data: {
      userId,
      notification: {
        type: 'generation.succeeded',
        generationId: id,
        avatarId,
        prompt,
        imageIds,
        ordered,
        charged,
      },
    },
  });
};

import type { BlobKey } from '../shared/ids.ts';
import { PortError } from '../shared/port-error.ts';
import { together } from '../shared/together.ts';
import { isGenerationFinal } from '../domain/generation/generation-machine.ts';
import type { Generation, GenerationOutput } from '../domain/generation/generation.ts';
import type { Image } from '../domain/image/image.ts';
import type { Ports } from '../ports/ports.ts';
import { fetchPicture, keepImage, type FetchedPicture, type ImageSource } from './keep-image.ts';

type Needs = Pick<
  Ports,
  'unitOfWork' | 'fetcher' | 'blobs' | 'pictureReader' | 'clock' | 'ids' | 'policy' | 'logger'
>;

/** Pictures that were asked for before it was sure that they are needed, by their addresses. */
export type FetchedAhead = ReadonlyMap<string, Promise<FetchedPicture>>;

/**
 * Fetches an order's pictures and begins to read them while it is being written down that they are
 * there. Stores none: whether they are wanted, and not those of another try, is not sure yet.
 */
export const fetchAhead = async (
  ports: Pick<Needs, 'fetcher' | 'pictureReader' | 'policy'>,
  generation: Generation,
  output: GenerationOutput,
): Promise<FetchedAhead> => {
  const wanted = isGenerationFinal(generation.status) ? [] : wantedOf(generation, output);
  const fetched = new Map(wanted.map(([, { url }]) => [url, fetchPicture(ports, url)]));
  // Which of them failed, and why, is of interest to whoever needs it.
  await Promise.allSettled(fetched.values());
  return fetched;
};

export type TheirPictures = {
  readonly output: GenerationOutput;
  /** What was stored of them before. */
  readonly stored: ReadonlySet<BlobKey>;
  readonly ahead?: FetchedAhead | undefined;
};

export type KeptPictures = {
  readonly images: readonly Image[];
  /** Why pictures can never be had at their address: they are not delivered, and so not paid for. */
  readonly lost: readonly PortError[];
};

/** Copies an order's pictures into our own storage, all that can ever be had or none. */
export const keepPictures = async (
  ports: Needs,
  generation: Generation,
  { output, stored, ahead }: TheirPictures,
): Promise<KeptPictures> => {
  const kept = await together(
    wantedOf(generation, output).map(([index, { url }]) => {
      const fetched = ahead?.get(url);
      return keepOrLose(ports, generation, { url, index, seed: output.seed, stored, fetched });
    }),
  );
  return {
    images: kept.flatMap(({ image }) => image ?? []),
    lost: kept.flatMap(({ error }) => error ?? []),
  };
};

const wantedOf = ({ request }: Generation, { images }: GenerationOutput) =>
  [...images.entries()].filter(([index, { flagged }]) => !flagged && index < request.count);

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

import type { ZipFile } from 'yauzl';
import { failRun, modelFailure, RunFailed } from './errors.ts';
import { openImage } from './images.ts';
import type { InputFile } from './input-files.ts';
import { entriesOf, openZip, readEntry } from './zip-reader.ts';

const bounds = {
  entries: 1_000,
  imageBytes: 50 * 1024 * 1024,
  captionBytes: 64 * 1024,
  totalBytes: 512 * 1024 * 1024,
};

/** What a training remembers of a photo: enough for a full-size picture. */
const rememberedSide = 1_024;

export interface TrainingPhoto {
  readonly name: string;
  /** Re-encoded JPEG, long side at most 1024 px. */
  readonly jpeg: Buffer;
  readonly caption?: string;
}

type Loc = readonly (string | number)[];

const imageName = /\.(?:jpe?g|png|webp)$/i;
const stem = (name: string): string => name.replace(/\.[^./]+$/, '');
const shrink = async (name: string, bytes: Buffer, loc: Loc): Promise<Buffer> => {
  const image = openImage(bytes);
  if (!image) return failRun('unsupported_image_format', { loc, ctx: { file_name: name } });
  try {
    return await image
      .resize({
        width: rememberedSide,
        height: rememberedSide,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 84 })
      .toBuffer();
  } catch {
    return failRun('image_load_error', { loc, ctx: { file_name: name } });
  }
};

const readPhotos = async (zip: ZipFile, loc: Loc): Promise<readonly TrainingPhoto[]> => {
  const photos: { name: string; jpeg: Buffer }[] = [];
  const captions = new Map<string, string>();
  let left = bounds.totalBytes;
  for await (const { entry, name } of entriesOf(zip)) {
    if (imageName.test(name)) {
      const bytes = await readEntry(zip, entry, Math.min(bounds.imageBytes, left));
      left -= bytes.length;
      photos.push({ name, jpeg: await shrink(name, bytes, loc) });
    } else if (name.endsWith('.txt')) {
      const text = await readEntry(zip, entry, bounds.captionBytes);
      captions.set(stem(name), text.toString('utf8').trim());
    }
  }
  return photos.map((photo) => {
    const caption = captions.get(stem(photo.name));
    return caption === undefined ? photo : { ...photo, caption };
  });
};

const invalidUnlessTyped =
  (loc: Loc) =>
  (error: unknown): never => {
    throw error instanceof RunFailed
      ? error
      : new RunFailed(modelFailure('invalid_archive', { loc }));
  };

const assertCount = (provided: number, { minimum, loc }: ArchiveOptions): void => {
  if (provided < minimum)
    failRun('archive_file_count_below_minimum', {
      loc,
      msg: `The archive holds ${provided} images, at least ${minimum} are needed`,
      ctx: { min_count: minimum, provided_count: provided },
    });
};

export interface ArchiveOptions {
  readonly minimum: number;
  readonly loc: Loc;
}

/**
 * The photos of a training archive, every one decoded. Ends the run with `invalid_archive`,
 * `archive_file_count_below_minimum`, `archive_file_count_exceeds_maximum`,
 * `unsupported_image_format` or `image_load_error`.
 */
export const readTrainingArchive = async (
  file: InputFile,
  options: ArchiveOptions,
): Promise<readonly TrainingPhoto[]> => {
  const { loc } = options;
  const zip = await openZip(file).catch(invalidUnlessTyped(loc));
  try {
    if (zip.entryCount > bounds.entries)
      return failRun('archive_file_count_exceeds_maximum', {
        loc,
        ctx: { max_count: bounds.entries, provided_count: zip.entryCount },
      });
    const photos = await readPhotos(zip, loc).catch(invalidUnlessTyped(loc));
    assertCount(photos.length, options);
    return photos;
  } finally {
    zip.close();
  }
};

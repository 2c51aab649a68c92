import { z } from 'zod';

export type BaseFamily = 'flux-1' | 'flux-2';

/** What the sandbox needs to know of a training, wherever its file has been copied meanwhile. */
export interface SandboxLora {
  readonly family: BaseFamily;
  readonly trainer: string;
  readonly triggerPhrase: string;
  /** JPEG files. */
  readonly photos: readonly Buffer[];
}

const metadataSchema = z.object({
  'sandbox.family': z.enum(['flux-1', 'flux-2']),
  'sandbox.trainer': z.string(),
  'sandbox.trigger_phrase': z.string(),
});
const tensorSchema = z.object({
  dtype: z.string(),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
});
const headerBytesLimit = 1024 * 1024;

/**
 * A safetensors file whose tensors are the training photos: a LoRA then knows by itself what it was
 * trained on, and is recognised by its bytes. Layout: https://github.com/huggingface/safetensors#format
 */
export const encodeLora = ({ family, trainer, triggerPhrase, photos }: SandboxLora): Buffer => {
  const ends = photos.map((_, index) =>
    photos.slice(0, index + 1).reduce((total, photo) => total + photo.length, 0),
  );
  const tensors = photos.map((photo, index) => [
    `sandbox.photo.${index}`,
    { dtype: 'U8', shape: [photo.length], data_offsets: [ends[index - 1] ?? 0, ends[index]] },
  ]);
  const metadata = {
    format: 'pt',
    'sandbox.family': family,
    'sandbox.trainer': trainer,
    'sandbox.trigger_phrase': triggerPhrase,
  };
  const json = Buffer.from(
    JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(tensors) }),
  );
  // The format wants the data to begin at a multiple of eight.
  const header = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, ...photos]);
};

const readHeader = (
  bytes: Buffer,
): { header: Record<string, unknown>; data: Buffer } | undefined => {
  if (bytes.length < 10) return undefined;
  const length = Number(bytes.readBigUInt64LE());
  if (length > headerBytesLimit || 8 + length > bytes.length) return undefined;
  try {
    const header = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(bytes.toString('utf8', 8, 8 + length)));
    return { header, data: bytes.subarray(8 + length) };
  } catch {
    return undefined;
  }
};

/** Undefined for bytes that are not a LoRA of this sandbox. */
export const decodeLora = (bytes: Buffer): SandboxLora | undefined => {
  const file = readHeader(bytes);
  const metadata = metadataSchema.safeParse(file?.header['__metadata__']).data;
  if (!file || !metadata) return undefined;
  const photos = Object.entries(file.header)
    .filter(([name]) => name.startsWith('sandbox.photo.'))
    .flatMap(([, tensor]) => tensorSchema.safeParse(tensor).data ?? [])
    .map(({ data_offsets: [from, to] }) => file.data.subarray(from, to));
  return {
    family: metadata['sandbox.family'],
    trainer: metadata['sandbox.trainer'],
    triggerPhrase: metadata['sandbox.trigger_phrase'],
    photos,
  };
};

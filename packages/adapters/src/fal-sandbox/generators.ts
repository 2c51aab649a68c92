import type { z } from 'zod';
import { failRun } from './errors.ts';
import {
  flux2LoraInput,
  fluxImageInput,
  fluxLoraInput,
  ultraFinetunedInput,
  ultraInput,
  type Size,
} from './generator-inputs.ts';
import { openImage } from './images.ts';
import { decodeLora, type BaseFamily } from './lora-file.ts';
import type { Model, ModelContext } from './models.ts';
import { blackPicture, composePicture, type PictureFormat } from './picture.ts';
import { readMarkers } from './prompt-markers.ts';
import type { RunOutput } from './run-record.ts';
import { parseInput } from './validation.ts';

/** What every generator reduces its own input to. */
interface Commission {
  readonly prompt: string;
  readonly size: Size;
  readonly count: number;
  readonly seed: number | undefined;
  readonly format: PictureFormat;
  readonly steps: number;
  readonly checked: boolean;
  /** JPEG files of the avatar, in the order they were trained. */
  readonly photos: readonly Buffer[];
  /** The picture to start from, when the input has one. */
  readonly base?: Buffer;
}

const maxLoraBytes = 64 * 1024 * 1024;
const maxImageBytes = 30 * 1024 * 1024;

/** The photos in the LoRAs, which must be the sandbox's own and made for this base model. */
const photosOf = async (
  loras: readonly { path: string; scale: number }[],
  family: BaseFamily,
  { inputs }: ModelContext,
): Promise<readonly Buffer[]> => {
  const photos: Buffer[] = [];
  for (const [index, { path, scale }] of loras.entries()) {
    const loc = ['body', 'loras', index, 'path'];
    const lora = decodeLora(
      await inputs.read(path, { loc, maxBytes: maxLoraBytes, network: true }),
    );
    if (!lora)
      return failRun('value_error', { loc, msg: 'Not a LoRA that was trained in this sandbox' });
    if (lora.family !== family)
      return failRun('value_error', { loc, msg: `A ${lora.family} LoRA does not fit ${family}` });
    if (scale > 0) photos.push(...lora.photos);
  }
  return photos;
};

export const readImage = async (url: string, { inputs }: ModelContext): Promise<Buffer> => {
  const loc = ['body', 'image_url'];
  const bytes = await inputs.read(url, { loc, maxBytes: maxImageBytes, network: true });
  const image = openImage(bytes);
  if (!image) return failRun('unsupported_image_format', { loc });
  // A full decode: half a file has a good header too.
  await image.stats().catch(() => failRun('image_load_error', { loc }));
  return bytes;
};

const contentTypes = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;

const draw = async (
  commission: Commission,
  { seed, flagged, index }: { seed: number; flagged: boolean; index: number },
  context: ModelContext,
) => {
  const { size, format, prompt, photos, base } = commission;
  const bytes = flagged
    ? await blackPicture(size, format)
    : await composePicture({
        size,
        format,
        prompt,
        photos,
        seed: seed + index,
        endpoint: context.endpoint,
        ...(base && { base }),
      });
  const file = await context.files.add(bytes, `${seed + index}.${format}`, contentTypes[format]);
  return { ...file, ...size };
};

const deliver = async (commission: Commission, context: ModelContext): Promise<RunOutput> => {
  const startedAt = performance.now();
  const { prompt, count, checked } = commission;
  const seed = commission.seed ?? context.seed;
  const markers = readMarkers(prompt);
  if (markers.failure) failRun(markers.failure, { loc: ['body', 'prompt'] });
  const flagged = Array.from(
    { length: count },
    (_, index) => checked && (markers.flags(index) || context.flagged.includes(index)),
  );
  const images = [];
  for (const [index, isFlagged] of flagged.entries())
    images.push(await draw(commission, { seed, flagged: isFlagged, index }, context));
  const inferenceMs = performance.now() - startedAt;
  return { kind: 'images', images, flagged, seed, prompt, inferenceMs };
};

const megapixels = ({ size, count }: Pick<Commission, 'size' | 'count'>): number =>
  count * Math.max(1, Math.round((size.width * size.height) / 1_000_000));

const generator = <Schema extends z.ZodType>(
  schema: Schema,
  commission: (input: z.output<Schema>, context: ModelContext) => Commission | Promise<Commission>,
  usdPer: { readonly megapixel: number } | { readonly image: number },
): Model => ({
  kind: 'generation',
  run: async (input, context) =>
    deliver(await commission(parseInput(schema, input), context), context),
  priceUsd: (_, output) => {
    const [first] = output?.kind === 'images' ? output.images : [];
    const count = output?.kind === 'images' ? output.images.length : 1;
    const size = { width: first?.width ?? 1_024, height: first?.height ?? 1_024 };
    return 'image' in usdPer
      ? count * usdPer.image
      : megapixels({ size, count }) * usdPer.megapixel;
  },
  steps: () => 28,
});

type OpenInput = z.output<typeof fluxLoraInput> | z.output<typeof flux2LoraInput>;

const openCommission = async (
  input: OpenInput,
  family: BaseFamily,
  context: ModelContext,
): Promise<Commission> => ({
  prompt: input.prompt,
  size: input.image_size,
  count: input.num_images,
  seed: input.seed ?? undefined,
  format: input.output_format,
  steps: input.num_inference_steps,
  checked: input.enable_safety_checker,
  photos: await photosOf(input.loras, family, context),
});

const ultraCommission = async (
  input: z.output<typeof ultraInput>,
  photos: readonly Buffer[],
  context: ModelContext,
): Promise<Commission> => ({
  prompt: input.prompt,
  size: input.aspect_ratio,
  count: input.num_images,
  seed: input.seed ?? undefined,
  format: input.output_format,
  steps: 28,
  checked: true,
  photos,
  ...(input.image_url && { base: await readImage(input.image_url, context) }),
});

const fluxLora = generator(
  fluxLoraInput,
  (input, context) => openCommission(input, 'flux-1', context),
  { megapixel: 0.035 },
);
const fluxLoraFromImage = generator(
  fluxImageInput,
  async (input, context) => ({
    ...(await openCommission(input, 'flux-1', context)),
    base: await readImage(input.image_url, context),
  }),
  { megapixel: 0.035 },
);

const finetunedPhotos = async (finetuneId: string, { finetunes }: ModelContext) => {
  const lora = await finetunes.find(finetuneId);
  if (lora) return lora.photos;
  return failRun('value_error', { loc: ['body', 'finetune_id'], msg: 'Unknown finetune_id' });
};

export const generators: Readonly<Record<string, Model>> = {
  'fal-ai/flux-lora': fluxLora,
  'fal-ai/flux-lora/image-to-image': fluxLoraFromImage,
  'fal-ai/flux-krea-lora': fluxLora,
  'fal-ai/flux-krea-lora/image-to-image': fluxLoraFromImage,
  'fal-ai/flux-2/lora': generator(
    flux2LoraInput,
    (input, context) => openCommission(input, 'flux-2', context),
    { megapixel: 0.021 },
  ),
  'fal-ai/flux-pro/v1.1-ultra': generator(
    ultraInput,
    (input, context) => ultraCommission(input, [], context),
    { image: 0.06 },
  ),
  'fal-ai/flux-pro/v1.1-ultra-finetuned': generator(
    ultraFinetunedInput,
    async (input, context) =>
      ultraCommission(input, await finetunedPhotos(input.finetune_id, context), context),
    { image: 0.06 },
  ),
};

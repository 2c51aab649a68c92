import { z } from 'zod';
import { failRun } from './errors.ts';
import { readImage } from './generators.ts';
import { openImage } from './images.ts';
import type { Model, ModelContext } from './models.ts';
import { labelled } from './picture.ts';
import { parseInput } from './validation.ts';

const maxSide = 8_192;
const minSide = 128;
const imageUrl = z.string().min(1);
const seed = z.int().min(0).nullish();

const clarityInput = z.object({
  image_url: imageUrl,
  upscale_factor: z.number().min(1).max(4).default(2),
  seed,
});
const auraInput = z.object({
  image_url: imageUrl,
  upscale_factor: z.number().min(4).max(4).default(4),
});
const seedvrInput = z.object({
  image_url: imageUrl,
  upscale_mode: z.enum(['target', 'factor']).default('factor'),
  upscale_factor: z.number().min(1).max(10).default(2),
  target_resolution: z.enum(['720p', '1080p', '1440p', '2160p']).default('1080p'),
  output_format: z.enum(['png', 'jpg', 'webp']).default('jpg'),
  seed,
});

const formats = {
  png: { name: 'png', contentType: 'image/png' },
  jpg: { name: 'jpeg', contentType: 'image/jpeg' },
  webp: { name: 'webp', contentType: 'image/webp' },
} as const;

interface Order {
  readonly url: string;
  readonly factor: (shortSide: number) => number;
  readonly format: keyof typeof formats;
  readonly seed: number | undefined;
}

const enlarge = async (order: Order, context: ModelContext) => {
  const loc = ['body', 'image_url'];
  const source = await readImage(order.url, context);
  const { autoOrient } =
    (await openImage(source)?.metadata()) ?? failRun('image_load_error', { loc });
  const shortSide = Math.min(autoOrient.width, autoOrient.height);
  if (shortSide < minSide)
    return failRun('image_too_small', { loc, ctx: { min_height: minSide, min_width: minSide } });
  const factor = order.factor(shortSide);
  const width = Math.round(autoOrient.width * factor);
  const height = Math.round(autoOrient.height * factor);
  if (Math.max(width, height) > maxSide)
    return failRun('image_too_large', { loc, ctx: { max_width: maxSide, max_height: maxSide } });
  const { name, contentType } = formats[order.format];
  const image = openImage(source)
    ?.resize(width, height, { kernel: 'lanczos3', fit: 'fill' })
    .sharpen();
  const bytes = await labelled((await image?.png().toBuffer()) ?? source, context.endpoint, name);
  const file = await context.files.add(bytes, `upscaled.${order.format}`, contentType);
  return { ...file, width, height };
};

const megapixel = 1024 * 1024;

type UsdPer = { readonly image: number } | { readonly megapixel: number };

const upscaler = (read: (input: unknown) => Order, usdPer: UsdPer = { image: 0.03 }): Model => ({
  kind: 'generation',
  run: async (input, context) => {
    const order = read(input);
    const image = await enlarge(order, context);
    return { kind: 'upscale', image, seed: order.seed ?? context.seed };
  },
  priceUsd: (_, output) => {
    if ('image' in usdPer) return usdPer.image;
    const { width = 0, height = 0 } = output?.kind === 'upscale' ? output.image : {};
    return Math.ceil((width * height) / megapixel) * usdPer.megapixel;
  },
  steps: () => 18,
});

const targetSides = { '720p': 720, '1080p': 1_080, '1440p': 1_440, '2160p': 2_160 } as const;

export const upscalers: Readonly<Record<string, Model>> = {
  'fal-ai/clarity-upscaler': upscaler((raw) => {
    const input = parseInput(clarityInput, raw);
    const factor = () => input.upscale_factor;
    return { url: input.image_url, factor, format: 'png', seed: input.seed ?? undefined };
  }),
  'fal-ai/aura-sr': upscaler((raw) => {
    const input = parseInput(auraInput, raw);
    const factor = () => input.upscale_factor;
    return { url: input.image_url, factor, format: 'png', seed: undefined };
  }),
  'fal-ai/seedvr/upscale/image': upscaler(
    (raw) => {
      const input = parseInput(seedvrInput, raw);
      const factor = (shortSide: number) =>
        input.upscale_mode === 'factor'
          ? input.upscale_factor
          : targetSides[input.target_resolution] / shortSide;
      const { image_url: url, output_format: format } = input;
      return { url, factor, format, seed: input.seed ?? undefined };
    },
    { megapixel: 0.001 },
  ),
};

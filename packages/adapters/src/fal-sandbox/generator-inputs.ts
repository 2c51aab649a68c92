import { z } from 'zod';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const presets = {
  square_hd: { width: 1024, height: 1024 },
  square: { width: 512, height: 512 },
  portrait_4_3: { width: 768, height: 1024 },
  portrait_16_9: { width: 576, height: 1024 },
  landscape_4_3: { width: 1024, height: 768 },
  landscape_16_9: { width: 1024, height: 576 },
} as const satisfies Record<string, Size>;
const presetNames = [
  'square_hd',
  'square',
  'portrait_4_3',
  'portrait_16_9',
  'landscape_4_3',
  'landscape_16_9',
] as const;

/** A preset or exact pixels. */
const imageSize = (least: number) => {
  const side = z.int().min(least).max(2_048).default(512);
  const preset = z.enum(presetNames).transform((name): Size => presets[name]);
  return z.union([preset, z.object({ width: side, height: side })]).prefault('landscape_4_3');
};

const common = {
  prompt: z.string().min(1).max(10_000),
  num_images: z.int().min(1).max(4).default(1),
  seed: z.int().min(0).nullish(),
};
const lora = z.object({
  path: z.string().min(1),
  scale: z.number().min(0).max(4).default(1),
});

const fluxShape = {
  ...common,
  loras: z.array(lora).max(8).default([]),
  image_size: imageSize(128),
  num_inference_steps: z.int().min(1).max(50).default(28),
  guidance_scale: z.number().min(0).max(35).default(3.5),
  output_format: z.enum(['jpeg', 'png']).default('jpeg'),
  enable_safety_checker: z.boolean().default(true),
};
export const fluxLoraInput = z.object(fluxShape);
export const fluxImageInput = z.object({
  ...fluxShape,
  image_url: z.string().min(1),
  strength: z.number().min(0.01).max(1).default(0.85),
});

export const flux2LoraInput = z.object({
  ...common,
  loras: z.array(lora).max(3).default([]),
  image_size: imageSize(512),
  num_inference_steps: z.int().min(4).max(50).default(28),
  guidance_scale: z.number().min(0).max(20).default(2.5),
  output_format: z.enum(['jpeg', 'png', 'webp']).default('png'),
  enable_safety_checker: z.boolean().default(true),
});

/** About four megapixels in the ratio asked for, sides in multiples of 32. */
const ultraSize = (ratio: string): Size | undefined => {
  const [, across = '', down = ''] = /^(\d{1,2}):(\d{1,2})$/.exec(ratio) ?? [];
  const value = Number(across) / Number(down);
  if (!(value >= 9 / 21 && value <= 21 / 9)) return undefined;
  const side = (pixels: number) => Math.round(pixels / 32) * 32;
  return { width: side(2_048 * Math.sqrt(value)), height: side(2_048 / Math.sqrt(value)) };
};

const ultraShape = {
  ...common,
  aspect_ratio: z
    .string()
    .default('16:9')
    .transform((ratio, context): Size => {
      const size = ultraSize(ratio);
      if (size) return size;
      context.addIssue('Aspect ratio must be between 21:9 and 9:21');
      return z.NEVER;
    }),
  raw: z.boolean().default(false),
  output_format: z.enum(['jpeg', 'png']).default('jpeg'),
  safety_tolerance: z.enum(['1', '2', '3', '4', '5', '6']).default('2'),
  enhance_prompt: z.boolean().default(false),
  image_url: z.string().min(1).nullish(),
  image_prompt_strength: z.number().min(0).max(1).default(0.1),
};
export const ultraInput = z.object(ultraShape);
export const ultraFinetunedInput = z.object({
  ...ultraShape,
  finetune_id: z.string().min(1),
  finetune_strength: z.number().min(0).max(2),
});

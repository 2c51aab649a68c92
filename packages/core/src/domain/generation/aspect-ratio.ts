export const aspectRatios = ['1:1', '3:4', '4:3', '9:16', '16:9'] as const;
export type AspectRatio = (typeof aspectRatios)[number];

export type PixelSize = { readonly width: number; readonly height: number };

/**
 * The largest size of a ratio within `maxPixels` and `maxSide`, in multiples of 32 as diffusion
 * models want them.
 */
export const sizeFor = (
  ratio: AspectRatio,
  limits: { readonly maxPixels: number; readonly maxSide: number },
): PixelSize => {
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  const scale = Math.min(
    Math.sqrt(limits.maxPixels / (across * down)),
    limits.maxSide / Math.max(across, down),
  );
  return { width: roundDown(across * scale), height: roundDown(down * scale) };
};

const roundDown = (pixels: number): number => Math.max(32, Math.floor(pixels / 32) * 32);

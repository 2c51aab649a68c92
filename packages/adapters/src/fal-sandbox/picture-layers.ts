import type { OverlayOptions, Sharp } from 'sharp';
import { loadSharp } from './lazy-sharp.ts';
import type { Size } from './generator-inputs.ts';
import { openImage } from './images.ts';
import type { Mood } from './moods.ts';
import {
  pixelText,
  pixelTextHeight,
  pixelTextLength,
  pixelTextWidth,
  type RawPixels,
  type Rgb,
} from './pixel-text.ts';

/*
 * Every layer is made of raw pixels or libvips text, none of SVG: a process that also takes photos
 * from strangers blocks libvips' SVG loader for good, and the sandbox may live in that process.
 */

type Rgba = readonly [number, number, number, number];

const raster = (
  side: { width: number; height: number },
  colour: (x: number, y: number) => Rgba,
) => {
  const data = Buffer.alloc(side.width * side.height * 4);
  for (let y = 0; y < side.height; y += 1)
    for (let x = 0; x < side.width; x += 1)
      data.set(colour(x / side.width, y / side.height), (y * side.width + x) * 4);
  return { data, raw: { ...side, channels: 4 as const } };
};

const enlarge = ({ data, raw }: RawPixels, { width, height }: Size): Promise<Buffer> =>
  loadSharp()(data, { raw })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .png({ compressionLevel: 1 })
    .toBuffer();

const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  Math.round(from[0] + (to[0] - from[0]) * share),
  Math.round(from[1] + (to[1] - from[1]) * share),
  Math.round(from[2] + (to[2] - from[2]) * share),
];

/** The mood laid over a photo: light from the upper left, shade to the lower right. */
export const washLayer = async (size: Size, { light, shade }: Mood): Promise<OverlayOptions> => ({
  input: await enlarge(
    raster({ width: 24, height: 24 }, (x, y) => [
      ...mix(light, shade, (x * 0.6 + y * 1.4) / 2),
      190,
    ]),
    size,
  ),
  blend: 'soft-light',
});

/** Darkens the edges a little and the foot a lot, so that white text reads on any photo. */
export const shadeLayer = async (size: Size, { shade }: Mood): Promise<OverlayOptions> => ({
  input: await enlarge(
    raster({ width: 32, height: 64 }, (x, y) => {
      const edge = Math.hypot(x - 0.5, y - 0.5) ** 3 * 150;
      const foot = Math.max(0, (y - 0.5) / 0.5) ** 1.3 * 225;
      return [...mix([0, 0, 0], shade, 0.22), Math.min(235, edge + foot)];
    }),
    size,
  ),
});

/** Soft lights in the mood's colours: what a picture without an avatar shows. */
export const abstractBackdrop = (size: Size, mood: Mood, at: (what: string) => number) => {
  const lamps = ['a', 'b', 'c', 'd'].map((name) => ({
    x: at(`${name}x`),
    y: at(`${name}y`) * 0.8,
    reach: 0.12 + at(`${name}r`) * 0.3,
  }));
  const pixels = raster({ width: 40, height: 40 }, (x, y) => {
    const glow = lamps.reduce(
      (sum, lamp) => sum + Math.exp(-(((x - lamp.x) ** 2 + (y - lamp.y) ** 2) / lamp.reach ** 2)),
      0,
    );
    return [...mix(mood.shade, mood.light, Math.min(1, glow)), 255];
  });
  return enlarge(pixels, size);
};

/** A filled rounded rectangle with smooth edges. */
const card = (side: number, radius: number, [red, green, blue, alpha]: Rgba) =>
  raster({ width: side, height: side }, (u, v) => {
    const x = Math.abs(u * side + 0.5 - side / 2) - (side / 2 - radius);
    const y = Math.abs(v * side + 0.5 - side / 2) - (side / 2 - radius);
    const outside = Math.hypot(Math.max(x, 0), Math.max(y, 0)) - radius;
    return [red, green, blue, Math.round(alpha * Math.min(1, Math.max(0, 0.5 - outside)))];
  });

const blank = (side: number) =>
  loadSharp()({ create: { width: side, height: side, channels: 4, background: '#0000' } });

const png = (image: Sharp): Promise<Buffer> => image.png({ compressionLevel: 1 }).toBuffer();

/** A photo as a small print: rounded, white border, soft shadow, slightly askew; `side` without the shadow. */
export const printLayer = async (photo: Buffer, side: number, angle: number): Promise<Buffer> => {
  const border = Math.max(2, Math.round(side * 0.045));
  const inner = side - border * 2;
  const margin = Math.round(side * 0.125);
  const full = side + margin * 2;
  const window = card(inner, side * 0.06, [255, 255, 255, 255]);
  const paper = card(side, side * 0.09, [255, 255, 255, 255]);
  const dark = card(side, side * 0.09, [0, 0, 0, 150]);
  const fitted = (openImage(photo) ?? blank(inner))
    .resize(inner, inner, { fit: 'cover', position: 'attention' })
    .ensureAlpha();
  const face = await png(
    fitted.composite([{ input: window.data, raw: window.raw, blend: 'dest-in' }]),
  );
  const shadow = await png(
    blank(full).composite([{ input: dark.data, raw: dark.raw, left: margin, top: margin }]),
  );
  const print = await png(
    loadSharp()(await png(loadSharp()(shadow).blur(Math.max(1, side * 0.035)))).composite([
      { input: paper.data, raw: paper.raw, left: margin, top: margin - border },
      { input: face, left: margin + border, top: margin },
    ]),
  );
  return png(loadSharp()(print).rotate(angle, { background: '#0000' }));
};

const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Undefined where the machine has no font: the picture then goes without its caption. */
export const captionLayer = async (
  text: string,
  { width, pixels }: { width: number; pixels: number },
): Promise<{ input: Buffer; height: number } | undefined> => {
  const plain = [...text.replace(/\p{C}+/gu, ' ').trim()];
  const shown = plain.length > 120 ? `${plain.slice(0, 118).join('').trimEnd()}…` : plain.join('');
  if (shown === '') return undefined;
  try {
    const { data, info } = await loadSharp()({
      text: {
        text: `<span foreground="white">${escapeMarkup(shown)}</span>`,
        font: 'serif italic 12',
        dpi: Math.round(pixels * 6),
        width,
        rgba: true,
        wrap: 'word-char',
      },
    })
      .png()
      .toBuffer({ resolveWithObject: true });
    return { input: data, height: info.height };
  } catch {
    return undefined;
  }
};

/** SANDBOX PICTURE and where it comes from, top left, at a size that survives a thumbnail. */
export const labelLayers = ({ width, height }: Size, origin: string): OverlayOptions[] => {
  const edge = Math.round(Math.min(width, height) * 0.035);
  const title = 'SANDBOX PICTURE';
  const widest = Math.floor((width - edge * 2) / pixelTextWidth(title));
  const large = Math.max(1, Math.min(widest, Math.round(Math.min(width, height) / 230)));
  const small = Math.max(1, Math.round(large / 2));
  const room = Math.floor((width - edge * 2) / small);
  const shown = origin.slice(0, pixelTextLength(room));
  const heading = pixelText({ text: title, scale: large, ink: [30, 20, 0], paper: [255, 196, 0] });
  const source = pixelText({
    text: shown,
    scale: small,
    ink: [255, 255, 255],
    paper: [24, 24, 28],
  });
  const top = edge + pixelTextHeight * large;
  return [
    { input: heading.data, raw: heading.raw, left: edge, top: edge },
    { input: source.data, raw: source.raw, left: edge, top },
  ];
};

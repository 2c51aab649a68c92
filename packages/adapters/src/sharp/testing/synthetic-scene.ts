import sharp, { type Sharp } from 'sharp';

export type Scene = { readonly seed: number; readonly width: number; readonly height: number };

type Spot = {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly rgb: number[];
};

/** A made-up photograph: soft shapes on a gradient, with the noise of a sensor. The same seed is the same picture at any size. */
export const syntheticScene = ({ seed, width, height }: Scene): Sharp => {
  const random = randomFrom(seed);
  const colour = (): number[] => [0, 1, 2].map(() => random() * 255);
  const background = colour();
  const tilt = [random() * 80 - 40, random() * 80 - 40] as const;
  const spots = Array.from({ length: 8 }, () => ({
    x: random(),
    y: random(),
    radius: 0.05 + random() * 0.25,
    rgb: colour(),
  }));
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = { x: x / width, y: y / height };
      const rgb = [...background];
      for (const spot of spots) blend(rgb, spot, at);
      const light = tilt[0] * at.x + tilt[1] * at.y + (random() - 0.5) * 12;
      const clamped = rgb.map((value) => Math.max(0, Math.min(255, value + light)));
      data.set(clamped, (y * width + x) * 3);
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
};

const blend = (rgb: number[], spot: Spot, at: { x: number; y: number }): void => {
  const distance = ((at.x - spot.x) ** 2 + (at.y - spot.y) ** 2) / spot.radius ** 2;
  if (distance >= 1) return;
  const share = (1 - distance) * 0.9;
  for (const [channel, value] of spot.rgb.entries()) {
    rgb[channel] = (rgb[channel] ?? 0) * (1 - share) + value * share;
  }
};

/** Mulberry32: small, fast and the same everywhere. */
const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = Math.trunc(state + 0x6d2b79f5);
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

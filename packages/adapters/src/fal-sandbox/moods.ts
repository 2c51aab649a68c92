import { createHash } from 'node:crypto';
import type { Rgb } from './pixel-text.ts';

/** The colours of a picture: light from the upper left, shade to the lower right. */
export interface Mood {
  readonly light: Rgb;
  readonly shade: Rgb;
  readonly saturation: number;
  readonly brightness: number;
  readonly words: RegExp;
}

const plain = { saturation: 1.1, brightness: 1 };

const moods: readonly Mood[] = [
  {
    ...plain,
    words: /sunset|golden|dawn|desert|autumn|закат|осен/i,
    light: [255, 190, 96],
    shade: [120, 32, 72],
  },
  {
    ...plain,
    words: /neon|cyber|night|city|club|неон|ноч/i,
    light: [64, 224, 255],
    shade: [180, 16, 150],
    saturation: 1.35,
  },
  {
    ...plain,
    words: /\bsea\b|ocean|beach|water|\brain|море|пляж/i,
    light: [160, 236, 240],
    shade: [10, 52, 110],
  },
  {
    ...plain,
    words: /forest|garden|nature|green|jungle|лес|природ/i,
    light: [214, 240, 150],
    shade: [14, 66, 48],
  },
  {
    ...plain,
    words: /noir|black and white|monochrome|vintage|чёрно/i,
    light: [240, 234, 224],
    shade: [28, 26, 30],
    saturation: 0.12,
  },
  {
    ...plain,
    words: /snow|winter|\bice\b|frost|зим|снег/i,
    light: [236, 246, 255],
    shade: [74, 104, 150],
    saturation: 0.8,
  },
  {
    ...plain,
    words: /rose|wedding|spring|flower|love|весн|цвет/i,
    light: [255, 220, 222],
    shade: [146, 54, 96],
  },
  {
    ...plain,
    words: /space|galaxy|dream|magic|fantasy|космос|маги/i,
    light: [196, 170, 255],
    shade: [26, 16, 84],
    saturation: 1.25,
  },
  {
    ...plain,
    words: /office|business|suit|studio|portrait|офис|портрет/i,
    light: [246, 240, 230],
    shade: [44, 56, 74],
  },
];

/** A number in [0, 1) that depends on the prompt, the seed and the name of what is chosen. */
export const chance = (prompt: string, seed: number, what: string): number =>
  createHash('sha256').update(`${seed}\n${what}\n${prompt}`).digest().readUInt32BE() / 2 ** 32;

const anyMood: Mood = {
  ...plain,
  words: /(?:)/,
  light: [255, 214, 170],
  shade: [52, 44, 104],
};

/** The mood the words of the prompt ask for, or one that the seed picks. */
export const moodFor = (prompt: string, seed: number): Mood =>
  moods.find(({ words }) => words.test(prompt)) ??
  moods[Math.floor(chance(prompt, seed, 'mood') * moods.length)] ??
  anyMood;

import { aspectRatios, styleIdLength, styleIdPattern } from '@aisha/core';
import { z } from 'zod';

export const packLimits = { bytes: 256 * 1024, styles: 100, packs: 60 } as const;

const printable = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;
const text = (max: number) =>
  z
    .string({ error: 'must be a text' })
    .trim()
    .min(1, 'is empty')
    .max(max, `is longer than ${max} characters`)
    .regex(printable, 'has a character that nobody sees');

/** As much as a button has room for on a phone, beside a number, a star and an emoji. */
const titleLength = { style: 28, category: 16 } as const;

/** Further languages are welcome; these two are what the bot speaks. */
const localized = (max: number) =>
  z.object({ en: text(max), ru: text(max) }, { error: 'needs en and ru' }).catchall(text(max));

const id = z
  .string({ error: 'must be a text' })
  .max(styleIdLength, `is longer than ${styleIdLength} characters`)
  .regex(styleIdPattern, 'must be lower-case words with hyphens between them');

const word = z.string().regex(/^[a-z]{1,20}$/u, 'must be a lower-case word');
const said = text(600);
const words = z.record(
  word,
  z.strictObject({ man: said, woman: said, person: said, object: said, style: said }).partial(),
);

const prompt = z.strictObject({
  prompt: text(1000),
  words: words.optional(),
  strength: z.number().min(0.5, 'is less than 0.5').max(1.5, 'is more than 1.5').optional(),
  guidance: z.number().min(1, 'is less than 1').max(10, 'is more than 10').optional(),
});

const emoji = text(16);

const style = z.strictObject({
  id,
  emoji,
  title: localized(titleLength.style),
  description: localized(220),
  ratio: z.enum(aspectRatios, { error: `must be one of ${aspectRatios.join(', ')}` }),
  count: z.int('must be whole').min(1, 'is less than 1').max(4, 'is more than 4').default(1),
  tags: z.array(id).max(8, 'are more than 8').default([]),
  preview: id.optional(),
  portrait: prompt,
  artistic: prompt,
});

/** A file of styles: one category. */
export const packSchema = z.strictObject(
  {
    version: z.int('must be whole').min(1, 'is less than 1').max(1_000_000),
    category: id.max(20, 'is longer than 20 characters'),
    order: z.int('must be whole').min(0).max(1000).default(500),
    emoji,
    title: localized(titleLength.category),
    styles: z
      .array(style, { error: 'must be a list' })
      .min(1, 'are none')
      .max(packLimits.styles, `are more than ${packLimits.styles}`),
  },
  { error: 'must be a pack of styles' },
);

export type PackFile = z.infer<typeof packSchema>;
export type StyleEntry = PackFile['styles'][number];

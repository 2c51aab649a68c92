import { aspectRatios, generationPurposes, generationStatuses } from '@aisha/core';
import { z } from 'zod';
import { credits, failure, id, progress, time } from './parts.ts';
import { pageSchema, told } from './registry.ts';
import { balanceSchema } from './told.ts';

export const imageSchema = told(
  'Image',
  z.object({
    id,
    generationId: id,
    avatarId: id.optional(),
    index: z.int().describe('Its place within its order, from 0'),
    contentType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
    width: z.int(),
    height: z.int(),
    bytes: z.int(),
    seed: z.int(),
    isFavourite: z.boolean(),
    content: z.string().describe('Where its bytes are'),
    createdAt: time,
  }),
);
export const imagePageSchema = pageSchema('ImagePage', imageSchema);

const generationFacts = {
  id,
  avatarId: id.optional(),
  purpose: z.enum(generationPurposes).describe('preview: a gift that came with a training'),
  status: z.enum(generationStatuses),
  prompt: z.string(),
  styleId: z.string().optional(),
  aspectRatio: z.enum(aspectRatios),
  count: z.int(),
  seed: z.int(),
  price: credits,
  delivered: z.int().describe('How many pictures there are, which is what is paid for'),
  progress: progress.optional(),
  failure: failure.optional(),
  createdAt: time,
  startedAt: time.optional(),
  finishedAt: time.optional(),
};

export const generationSchema = told('Generation', z.object(generationFacts));
export const generationDetailsSchema = told(
  'GenerationDetails',
  z.object({ ...generationFacts, images: z.array(imageSchema) }),
);
export const generationPageSchema = pageSchema('GenerationPage', generationSchema);

export const generationQuoteSchema = told(
  'GenerationQuote',
  z.object({
    balance: balanceSchema,
    pricePerImage: credits,
    maxCount: z.int(),
    aspectRatios: z.array(z.enum(aspectRatios)),
  }),
);

import { z } from 'zod';
import { id, time } from './parts.ts';
import { told } from './registry.ts';

export const erasureSchema = told(
  'Erasure',
  z.object({
    id,
    requestedAt: time,
    finishedAt: time.optional().describe('Left out while it is under way'),
    erased: z
      .object({
        avatars: z.int(),
        photos: z.int(),
        trainings: z.int(),
        generations: z.int(),
        images: z.int(),
        atProvider: z.int().describe('Runs whose files the provider deleted when asked'),
        leftAtProvider: z
          .int()
          .describe('Runs whose files it did not delete: they expire there by themselves'),
      })
      .optional()
      .describe('How much is gone'),
  }),
);

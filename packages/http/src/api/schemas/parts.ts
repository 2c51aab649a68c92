import { runFailureCodes } from '@aisha/core';
import { z } from 'zod';

// What several schemas are made of.

export const id = z.uuid();
export const time = z.iso.datetime();
export const credits = z.int().describe('Whole credits');

export const progress = z
  .object({
    stage: z.enum(['preparing', 'queued', 'running', 'finishing']),
    percent: z.number().min(0).max(100).optional(),
    queuePosition: z.int().optional(),
  })
  .describe('How far it is; left out where that is not known or it is over');

export const failure = z.object({
  code: z.enum(runFailureCodes),
  retryable: z.boolean().describe('Whether the same again may work'),
  photoNumber: z.int().optional().describe('The photo at fault, from 1'),
});

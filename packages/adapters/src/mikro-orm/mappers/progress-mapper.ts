import { runFailureCodes } from '@aisha/core';
import { z } from 'zod';

// Stored as JSON with every training and generation.

export const progressJson = z.object({
  stage: z.enum(['preparing', 'queued', 'running', 'finishing']),
  percent: z.number().optional(),
  queuePosition: z.number().optional(),
});

export const failureJson = z.object({
  code: z.enum(runFailureCodes),
  providerType: z.string().optional(),
  retryable: z.boolean(),
  photoNumber: z.number().optional(),
});

import { hookEventTypes, hookMessageStatuses } from '@aisha/core';
import { z } from 'zod';
import { id, time } from './parts.ts';
import { pageSchema, told } from './registry.ts';

const hookFacts = {
  id,
  url: z.string(),
  events: z.array(z.enum(hookEventTypes)),
  createdAt: time,
  disabledAt: time.optional().describe('Since when nothing is sent: it answered 410'),
};
const hookSchema = told('Hook', z.object(hookFacts));
export const hookListSchema = told('HookList', z.object({ items: z.array(hookSchema) }));
export const newHookSchema = told(
  'NewHook',
  z.object({
    ...hookFacts,
    secret: z.string().describe('What messages are signed with. It is told here and never again'),
  }),
);

export const hookMessageSchema = told(
  'HookMessage',
  z.object({
    id: id.describe('The `webhook-id` of every try'),
    hookId: id,
    type: z.enum(hookEventTypes),
    status: z.enum(hookMessageStatuses),
    attempts: z.int(),
    lastAnswer: z.string().optional().describe('An HTTP status, or why there was none'),
    body: z.string().describe('JSON, as it is sent'),
    createdAt: time,
    finishedAt: time.optional(),
  }),
);
export const hookMessagePageSchema = pageSchema('HookMessagePage', hookMessageSchema);

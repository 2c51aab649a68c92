import { hookEventTypes, runFailureCodes, type HookEventType } from '@aisha/core';
import { z } from 'zod';
import { credits, id, time } from './schemas/parts.ts';
import { told } from './schemas/registry.ts';

const userId = z.string().describe('Whom it is about, as you call them');

const message = (type: HookEventType, name: string, data: z.ZodRawShape) =>
  told(
    name,
    z.object({
      type: z.literal(type),
      timestamp: time.describe('When it happened; of the try `webhook-timestamp` tells'),
      data: z.object({ userId, ...data }),
    }),
  );

const ending = {
  reason: z
    .enum(['failed', 'blocked', 'cancelled', 'expired'])
    .describe('`blocked`: nobody gets such a picture; `expired`: it took too long'),
  failure: z.enum(runFailureCodes).optional(),
  refunded: credits.describe('What was given back'),
};
const training = { trainingId: id, avatarId: id };
const generation = { generationId: id, avatarId: id.optional() };
const photos = {
  avatarId: id,
  accepted: z.int(),
  checking: z.int(),
  sent: z.int(),
  enough: z.boolean().describe('Whether the avatar can be trained now'),
};
const made = {
  ...generation,
  imageIds: z.array(id),
  ordered: z.int(),
  charged: credits,
};

type Kind = {
  /** Its name in the description. */
  readonly schemaName: string;
  readonly summary: string;
  readonly data: z.ZodRawShape;
};

const kinds = {
  'photos.judged': {
    schemaName: 'PhotosJudged',
    summary: 'The photos that came together were looked at',
    data: photos,
  },
  'training.succeeded': {
    schemaName: 'TrainingSucceeded',
    summary: 'An avatar is ready',
    data: training,
  },
  'training.failed': {
    schemaName: 'TrainingFailed',
    summary: 'A training ended in vain',
    data: { ...training, ...ending },
  },
  'training.cancelled': {
    schemaName: 'TrainingCancelled',
    summary: 'A training was stopped',
    data: { ...training, ...ending },
  },
  'generation.succeeded': {
    schemaName: 'GenerationSucceeded',
    summary: 'The pictures are there',
    data: made,
  },
  'generation.failed': {
    schemaName: 'GenerationFailed',
    summary: 'An order ended in vain',
    data: { generationId: id, ...ending },
  },
  'generation.cancelled': {
    schemaName: 'GenerationCancelled',
    summary: 'An order was stopped',
    data: { generationId: id, ...ending },
  },
} satisfies Record<HookEventType, Kind>;

/** What clients are sent, of each kind. */
export const hookEvents = hookEventTypes.map((type) => {
  const { schemaName, summary, data } = kinds[type];
  return { type, schemaName, summary, schema: message(type, schemaName, data) };
});

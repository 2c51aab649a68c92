import {
  aspectRatios,
  avatarKinds,
  avatarSubjects,
  hookEventTypes,
  hookMessageStatuses,
  longestHookUrl,
  presetNames,
} from '@aisha/core';
import { z } from 'zod';
import { asked, pageQuery } from './registry.ts';

const agreedPrice = z
  .int()
  .min(0)
  .max(1_000_000)
  .optional()
  .describe('What you agreed to, in credits: where it costs more by now nothing is done');

// How long a name or a prompt may be the domain says; these bounds keep out what is none at all.

export const putUser = asked(
  'PutUser',
  z.strictObject({
    firstName: z.string().min(1).max(64),
    locale: z
      .string()
      .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/u, 'must be a language such as en')
      .default('en'),
    agreedToTerms: z
      .literal(true)
      .describe(
        'You vouch that the person agreed to the present terms. Without it nothing is kept',
      ),
  }),
);

export const createAvatar = asked(
  'CreateAvatar',
  z.strictObject({
    name: z.string().max(1_000),
    kind: z.enum(avatarKinds).default('portrait'),
    subject: z.enum(avatarSubjects),
  }),
);

export const renameAvatar = asked('RenameAvatar', z.strictObject({ name: z.string().max(1_000) }));

export const startTraining = asked(
  'StartTraining',
  z.strictObject({ preset: z.enum(presetNames).default('balanced'), agreedPrice }),
);

export const createGeneration = asked(
  'CreateGeneration',
  z.strictObject({
    avatarId: z.uuid().optional().describe('Left out for a picture of nobody’s avatar'),
    prompt: z.string().max(20_000),
    count: z.int().min(1).max(16).default(1),
    aspectRatio: z.enum(aspectRatios).default('1:1'),
    seed: z.int().min(0).max(2_147_483_647).optional(),
    styleId: z
      .string()
      .regex(/^[a-z0-9-]{1,64}$/u)
      .optional(),
    agreedPrice,
  }),
);

export const generationQuoteQuery = z.strictObject({ avatarId: z.uuid().optional() });

export const imagesQuery = pageQuery.extend({
  avatarId: z.uuid().optional().describe('Those of one avatar'),
});

export const trainingsQuery = pageQuery.extend({
  avatarId: z.uuid().optional().describe('Those of one avatar'),
});

export const contentQuery = z.strictObject({
  size: z.enum(['original', 'thumbnail']).default('original'),
});

export const createHook = asked(
  'CreateHook',
  z.strictObject({
    url: z.url({ protocol: /^https?$/u }).max(longestHookUrl),
    events: z.array(z.enum(hookEventTypes)).min(1).max(hookEventTypes.length),
  }),
);

export const hookMessagesQuery = pageQuery.extend({
  status: z.enum(hookMessageStatuses).optional(),
});

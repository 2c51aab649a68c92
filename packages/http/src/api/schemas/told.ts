import {
  apiScopes,
  avatarKinds,
  avatarStatuses,
  avatarSubjects,
  photoStatuses,
  photoVerdictCodes,
  photoWarningCodes,
  presetNames,
  trainingStatuses,
  transferKinds,
} from '@aisha/core';
import { z } from 'zod';
import { problemCodes } from '../problem.ts';
import { credits, failure, id, progress, time } from './parts.ts';
import { pageSchema, told } from './registry.ts';

export const problemSchema = told(
  'Problem',
  z.looseObject({
    type: z.string().describe('Where the kind of problem is explained; the same for the same code'),
    title: z.string(),
    status: z.int(),
    code: z.enum(problemCodes).describe('What to branch on'),
    errors: z
      .array(z.object({ pointer: z.string(), message: z.string() }))
      .optional()
      .describe('What is wrong with the request, each with a JSON pointer'),
    scope: z.enum(apiScopes).optional().describe('What the key would have to cover'),
  }),
);

export const userSchema = told(
  'User',
  z.object({
    id: z.string().describe('As you call them'),
    firstName: z.string(),
    locale: z.string(),
    consentVersion: z.string().describe('Of the terms that they agreed to'),
    isConsentCurrent: z.boolean(),
    createdAt: time,
  }),
);

export const trainingSchema = told(
  'Training',
  z.object({
    id,
    avatarId: id,
    version: z.int().describe('1 for the first of an avatar'),
    status: z.enum(trainingStatuses),
    preset: z.enum(presetNames),
    price: credits,
    progress: progress.optional(),
    failure: failure.optional(),
    createdAt: time,
    startedAt: time.optional(),
    finishedAt: time.optional(),
  }),
);

export const trainingPageSchema = pageSchema('TrainingPage', trainingSchema);

const avatarFacts = {
  id,
  name: z.string(),
  kind: z.enum(avatarKinds),
  subject: z.enum(avatarSubjects),
  status: z.enum(avatarStatuses),
  isMain: z.boolean(),
  activeTrainingId: id.optional().describe('The version that pictures are made with'),
  createdAt: time,
  updatedAt: time,
};

export const avatarSchema = told('Avatar', z.object(avatarFacts));

export const avatarDetailsSchema = told(
  'AvatarDetails',
  z.object({
    ...avatarFacts,
    photos: z.object({
      accepted: z.int(),
      checking: z.int(),
      sent: z.int(),
      minCount: z.int(),
      maxCount: z.int(),
      enough: z.boolean().describe('Whether it can be trained now'),
    }),
    latestTraining: trainingSchema.optional(),
  }),
);

export const avatarPageSchema = pageSchema('AvatarPage', avatarSchema);

export const photoSchema = told(
  'Photo',
  z.object({
    id,
    status: z.enum(photoStatuses),
    refusal: z.enum(photoVerdictCodes).optional(),
    warnings: z.array(z.enum(photoWarningCodes)),
    width: z.int().optional(),
    height: z.int().optional(),
    receivedAt: time,
  }),
);

export const photoListSchema = told('PhotoList', z.object({ items: z.array(photoSchema) }));
export const balanceSchema = told(
  'Balance',
  z.object({
    available: credits,
    held: credits.describe('Promised to work under way'),
  }),
);

export const trainingQuoteSchema = told(
  'TrainingQuote',
  z.object({
    balance: balanceSchema,
    presets: z.array(
      z.object({
        preset: z.enum(presetNames),
        price: credits,
        minutes: z.object({ from: z.number(), to: z.number() }),
      }),
    ),
  }),
);

const transferSchema = told(
  'Transfer',
  z.object({
    id: z.string(),
    bookedAt: time,
    kind: z.enum(transferKinds),
    reason: z.string(),
    amount: z.int().describe('What became of the available credits: never 0'),
  }),
);
export const transferPageSchema = pageSchema('TransferPage', transferSchema);

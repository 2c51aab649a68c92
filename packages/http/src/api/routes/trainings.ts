import type { AvatarId, TrainingId } from '@aisha/core';
import { pageOf, readCursor } from '../cursor.ts';
import { presentBalance, presentTraining } from '../present.ts';
import { granted } from '../problem.ts';
import { route, type Route } from '../route.ts';
import { startTraining, trainingsQuery } from '../schemas/asked.ts';
import { trainingPageSchema, trainingQuoteSchema, trainingSchema } from '../schemas/told.ts';
import { aboutUser, idIn, ofUser, type ApiParts } from './api-parts.ts';

const all = `${ofUser}/trainings`;
const one = `${all}/{training}`;

export const trainingRoutes = (parts: ApiParts): readonly Route[] => [
  quoting(parts),
  listing(parts),
  starting(parts),
  getting(parts),
  cancelling(parts),
];

const quoting = ({ aisha }: ApiParts): Route =>
  route({
    method: 'GET',
    path: `${ofUser}/avatars/{avatar}/training-quote`,
    scope: 'trainings:read',
    operationId: 'quoteTraining',
    summary: 'What each preset costs and takes',
    tag: 'Trainings',
    withoutConsent: true,
    answers: { 200: { description: 'The prices', schema: trainingQuoteSchema } },
    problems: [...aboutUser, 'avatar.not-found'],
    handle: async ({ user, ids }) => {
      const quote = granted(await aisha.quoteTraining(idIn(ids, 'avatar'), user.id));
      const presets = quote.presets.map(({ preset, price, minutes: { from, to } }) => ({
        preset,
        price,
        minutes: { from, to },
      }));
      return { status: 200, body: { balance: presentBalance(quote.balance), presets } };
    },
  });

const listing = ({ aisha }: ApiParts): Route =>
  route({
    method: 'GET',
    path: all,
    scope: 'trainings:read',
    operationId: 'listTrainings',
    summary: 'A person’s trainings, newest first, whatever became of them',
    tag: 'Trainings',
    withoutConsent: true,
    query: trainingsQuery,
    answers: { 200: { description: 'A page', schema: trainingPageSchema } },
    problems: [...aboutUser, 'cursor.invalid'],
    handle: async ({ user, query: { limit, cursor, avatarId } }) => {
      const before = readCursor<TrainingId>('trainings', cursor);
      const page = { limit: limit + 1, before, avatarId: avatarId as AvatarId | undefined };
      const trainings = await aisha.listTrainings(user.id, page);
      return {
        status: 200,
        body: pageOf('trainings', trainings, { limit, present: presentTraining }),
      };
    },
  });

const starting = ({ aisha }: ApiParts): Route =>
  route({
    method: 'POST',
    path: `${ofUser}/avatars/{avatar}/trainings`,
    scope: 'trainings:write',
    operationId: 'startTraining',
    summary: 'Holds the price and trains the avatar',
    tag: 'Trainings',
    makes: true,
    body: startTraining,
    answers: {
      202: { description: 'The training has begun', schema: trainingSchema, hasLocation: true },
    },
    problems: [
      ...aboutUser,
      'avatar.not-found',
      'avatar.busy-training',
      'photos.still-checking',
      'photos.too-few',
      'price.raised',
      'credits.insufficient',
    ],
    handle: async ({ user, externalId, ids, body, newId }) => {
      const avatarId = idIn<AvatarId>(ids, 'avatar');
      const order = { ...body, id: newId as TrainingId, avatarId, userId: user.id };
      const training = granted(await aisha.requestTraining(order));
      const location = `/api/v1/users/${externalId}/trainings/${training.id}`;
      return { status: 202, body: presentTraining(training), location };
    },
  });

const getting = ({ aisha }: ApiParts): Route =>
  route({
    method: 'GET',
    path: one,
    scope: 'trainings:read',
    operationId: 'getTraining',
    summary: 'How a training stands',
    tag: 'Trainings',
    withoutConsent: true,
    answers: { 200: { description: 'The training', schema: trainingSchema } },
    problems: [...aboutUser, 'training.not-found'],
    handle: async ({ user, ids }) => {
      const { training } = granted(await aisha.getTraining(idIn(ids, 'training'), user.id));
      return { status: 200, body: presentTraining(training) };
    },
  });

const cancelling = ({ aisha }: ApiParts): Route =>
  route({
    method: 'POST',
    path: `${one}/cancel`,
    scope: 'trainings:write',
    operationId: 'cancelTraining',
    summary: 'Stops a training under way and gives the whole price back',
    tag: 'Trainings',
    withoutConsent: true,
    answers: { 200: { description: 'The training', schema: trainingSchema } },
    problems: [...aboutUser, 'training.not-found', 'training.ended'],
    handle: async ({ user, ids }) => {
      const training = granted(await aisha.cancelTraining(idIn(ids, 'training'), user.id));
      return { status: 200, body: presentTraining(training) };
    },
  });

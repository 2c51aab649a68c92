import type { AvatarId, GenerationId } from '@aisha/core';
import { pageOf, readCursor } from '../cursor.ts';
import { presentBalance, presentGeneration, presentImage } from '../present.ts';
import { found, granted } from '../problem.ts';
import { route, type Route } from '../route.ts';
import { createGeneration, generationQuoteQuery } from '../schemas/asked.ts';
import { pageQuery } from '../schemas/registry.ts';
import {
  generationDetailsSchema,
  generationPageSchema,
  generationQuoteSchema,
  generationSchema,
} from '../schemas/told-pictures.ts';
import { aboutUser, idIn, ofUser, type ApiParts } from './api-parts.ts';

const all = `${ofUser}/generations`;
const one = `${all}/{generation}`;

export const generationRoutes = (parts: ApiParts): readonly Route[] => [
  quoting(parts),
  listing(parts),
  creating(parts),
  getting(parts),
  cancelling(parts),
];

const quoting = ({ aisha }: ApiParts): Route =>
  route({
    method: 'GET',
    path: `${ofUser}/generation-quote`,
    scope: 'generations:read',
    operationId: 'quoteGeneration',
    summary: 'What a picture costs, and what can be ordered',
    tag: 'Generations',
    withoutConsent: true,
    query: generationQuoteQuery,
    answers: { 200: { description: 'The price', schema: generationQuoteSchema } },
    problems: [...aboutUser, 'avatar.not-found', 'avatar.not-ready', 'generator.missing'],
    handle: async ({ user, query: { avatarId } }) => {
      const quoted = await aisha.quoteGeneration(avatarId as AvatarId | undefined, user.id);
      const { balance, pricePerImage, capabilities } = granted(quoted);
      const { maxCount, ratios } = capabilities;
      const body = {
        balance: presentBalance(balance),
        pricePerImage,
        maxCount,
        aspectRatios: ratios,
      };
      return { status: 200, body };
    },
  });

const listing = ({ aisha }: ApiParts): Route =>
  route({
    method: 'GET',
    path: all,
    scope: 'generations:read',
    operationId: 'listGenerations',
    summary: 'A person’s orders, newest first',
    tag: 'Generations',
    withoutConsent: true,
    query: pageQuery,
    answers: { 200: { description: 'A page', schema: generationPageSchema } },
    problems: [...aboutUser, 'cursor.invalid'],
    handle: async ({ user, query: { limit, cursor } }) => {
      const page = { limit: limit + 1, before: readCursor<GenerationId>('generations', cursor) };
      const generations = await aisha.listGenerations(user.id, page);
      return {
        status: 200,
        body: pageOf('generations', generations, { limit, present: presentGeneration }),
      };
    },
  });

const creating = ({ aisha }: ApiParts): Route =>
  route({
    method: 'POST',
    path: all,
    scope: 'generations:write',
    operationId: 'createGeneration',
    summary: 'Holds the price and makes pictures',
    tag: 'Generations',
    makes: true,
    body: createGeneration,
    answers: {
      202: { description: 'The order is under way', schema: generationSchema, hasLocation: true },
    },
    problems: [
      ...aboutUser,
      'avatar.not-found',
      'avatar.not-ready',
      'prompt.too-short',
      'prompt.too-long',
      'prompt.refused',
      'generator.missing',
      'generation.ratio-unfit',
      'generation.count-unfit',
      'price.raised',
      'credits.insufficient',
    ],
    handle: async ({ user, externalId, body, newId }) => {
      const { avatarId, seed, styleId, ...rest } = body;
      const requested = await aisha.requestGeneration({
        ...rest,
        id: newId as GenerationId,
        userId: user.id,
        avatarId: avatarId as AvatarId | undefined,
        ...(seed !== undefined && { seed }),
        ...(styleId !== undefined && { styleId }),
      });
      const { generation } = granted(requested);
      const location = `/api/v1/users/${externalId}/generations/${generation.id}`;
      return { status: 202, body: presentGeneration(generation), location };
    },
  });

const getting = ({ aisha }: ApiParts): Route =>
  route({
    method: 'GET',
    path: one,
    scope: 'generations:read',
    operationId: 'getGeneration',
    summary: 'How an order stands, with its pictures',
    tag: 'Generations',
    withoutConsent: true,
    answers: { 200: { description: 'The order', schema: generationDetailsSchema } },
    problems: [...aboutUser, 'generation.not-found'],
    handle: async ({ user, externalId, ids }) => {
      const result = await aisha.getResult(idIn(ids, 'generation'), user.id);
      const { generation, images } = found(result, 'generation.not-found');
      const shown = images.map((image) => presentImage(image, externalId));
      return { status: 200, body: { ...presentGeneration(generation), images: shown } };
    },
  });

const cancelling = ({ aisha }: ApiParts): Route =>
  route({
    method: 'POST',
    path: `${one}/cancel`,
    scope: 'generations:write',
    operationId: 'cancelGeneration',
    summary: 'Stops an order under way and gives the whole price back',
    tag: 'Generations',
    withoutConsent: true,
    answers: { 200: { description: 'The order', schema: generationSchema } },
    problems: [...aboutUser, 'generation.not-found', 'generation.ended'],
    handle: async ({ user, ids }) => {
      const generation = granted(await aisha.cancelGeneration(idIn(ids, 'generation'), user.id));
      return { status: 200, body: presentGeneration(generation) };
    },
  });

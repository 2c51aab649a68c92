import type { HookId, HookMessageId } from '@aisha/core';
import { pageOf, readCursor } from '../cursor.ts';
import { presentHook, presentHookMessage } from '../present.ts';
import { found, granted, Problem } from '../problem.ts';
import { route, type Route } from '../route.ts';
import { createHook, hookMessagesQuery } from '../schemas/asked.ts';
import {
  hookListSchema,
  hookMessagePageSchema,
  hookMessageSchema,
  newHookSchema,
} from '../schemas/told-hooks.ts';
import { gone, idIn, type ApiParts } from './api-parts.ts';

const all = '/api/v1/hooks';
const one = `${all}/{hook}`;

export const hookRoutes = (parts: ApiParts): readonly Route[] => [
  listing(parts),
  creating(parts),
  deleting(parts),
  listingMessages(parts),
  replaying(parts),
];

const listing = ({ aisha }: ApiParts): Route =>
  route({
    method: 'GET',
    path: all,
    scope: 'hooks:read',
    operationId: 'listHooks',
    summary: 'Where you are told of what',
    tag: 'Webhooks',
    answers: { 200: { description: 'The hooks', schema: hookListSchema } },
    problems: [],
    handle: async ({ client }) => {
      const hooks = await aisha.listHooks(client.id);
      return { status: 200, body: { items: hooks.map(presentHook) } };
    },
  });

const creating = ({ aisha }: ApiParts): Route =>
  route({
    method: 'POST',
    path: all,
    scope: 'hooks:write',
    operationId: 'createHook',
    summary:
      'Has you told at an address, in messages signed by the Standard Webhooks specification',
    tag: 'Webhooks',
    makes: true,
    body: createHook,
    answers: {
      201: { description: 'The hook and its secret', schema: newHookSchema, hasLocation: true },
    },
    problems: ['hook.address-refused', 'hooks.too-many'],
    handle: async ({ client, body, newId }) => {
      const wanted = { ...body, id: newId as HookId, clientId: client.id };
      const { secret, ...hook } = granted(await aisha.addHook(wanted));
      return { status: 201, body: { ...presentHook(hook), secret }, location: `${all}/${hook.id}` };
    },
  });

const deleting = ({ aisha }: ApiParts): Route =>
  route({
    method: 'DELETE',
    path: one,
    scope: 'hooks:write',
    operationId: 'deleteHook',
    summary: 'Has you told nothing more there',
    tag: 'Webhooks',
    answers: { 204: gone },
    problems: ['hook.not-found'],
    handle: async ({ client, ids }) => {
      const isGone = await aisha.removeHook(idIn(ids, 'hook'), client.id);
      if (!isGone) throw new Problem('hook.not-found');
      return { status: 204 };
    },
  });

const listingMessages = ({ aisha }: ApiParts): Route =>
  route({
    method: 'GET',
    path: `${one}/messages`,
    scope: 'hooks:read',
    operationId: 'listHookMessages',
    summary: 'What you were told there, or were to be told, newest first, for 30 days',
    tag: 'Webhooks',
    query: hookMessagesQuery,
    answers: { 200: { description: 'A page', schema: hookMessagePageSchema } },
    problems: ['hook.not-found', 'cursor.invalid'],
    handle: async ({ client, ids, query: { limit, cursor, status } }) => {
      const hookId = idIn<HookId>(ids, 'hook');
      const hooks = await aisha.listHooks(client.id);
      found(
        hooks.find(({ id }) => id === hookId),
        'hook.not-found',
      );
      const before = readCursor<HookMessageId>('hook-messages', cursor);
      const page = { limit: limit + 1, before, hookId, clientId: client.id, status };
      const messages = await aisha.listHookMessages(page);
      return {
        status: 200,
        body: pageOf('hook-messages', messages, { limit, present: presentHookMessage }),
      };
    },
  });

const replaying = ({ aisha }: ApiParts): Route =>
  route({
    method: 'POST',
    path: '/api/v1/hook-messages/{message}/replay',
    scope: 'hooks:write',
    operationId: 'replayHookMessage',
    summary: 'Tells you once more, under the same webhook-id',
    tag: 'Webhooks',
    answers: { 202: { description: 'The message is on its way', schema: hookMessageSchema } },
    problems: ['hook-message.not-found'],
    handle: async ({ client, ids }) => {
      const replayed = await aisha.replayHookMessage({
        messageId: idIn<HookMessageId>(ids, 'message'),
        clientId: client.id,
      });
      const message = found(replayed, 'hook-message.not-found');
      return { status: 202, body: presentHookMessage(message) };
    },
  });

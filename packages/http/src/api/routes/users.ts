import { presentBalance, presentTransfer, presentUser } from '../present.ts';
import { pageOf, readCursor } from '../cursor.ts';
import { route, type Route } from '../route.ts';
import { putUser } from '../schemas/asked.ts';
import { pageQuery } from '../schemas/registry.ts';
import { balanceSchema, transferPageSchema, userSchema } from '../schemas/told.ts';
import { aboutUser, ofUser, type ApiParts } from './api-parts.ts';

export const userRoutes = (parts: ApiParts): readonly Route[] => [
  putUserRoute(parts),
  ...readRoutes(parts),
];

const readRoutes = ({ aisha, policy }: ApiParts): readonly Route[] => [
  route({
    method: 'GET',
    path: ofUser,
    scope: 'users:read',
    operationId: 'getUser',
    summary: 'One of your people',
    tag: 'People',
    withoutConsent: true,
    answers: { 200: { description: 'The person', schema: userSchema } },
    problems: aboutUser,
    handle: async ({ user }) => ({ status: 200, body: presentUser(user, policy.consentVersion) }),
  }),
  route({
    method: 'GET',
    path: `${ofUser}/balance`,
    scope: 'balance:read',
    operationId: 'getBalance',
    summary: 'What a person can spend',
    tag: 'Balance',
    withoutConsent: true,
    answers: { 200: { description: 'The balance', schema: balanceSchema } },
    problems: aboutUser,
    handle: async ({ user }) => ({
      status: 200,
      body: presentBalance(await aisha.getBalance(user.id)),
    }),
  }),
  route({
    method: 'GET',
    path: `${ofUser}/transfers`,
    scope: 'balance:read',
    operationId: 'listTransfers',
    summary: 'Where credits came from and went to, newest first',
    tag: 'Balance',
    withoutConsent: true,
    query: pageQuery,
    answers: { 200: { description: 'A page', schema: transferPageSchema } },
    problems: [...aboutUser, 'cursor.invalid'],
    handle: async ({ user, query: { limit, cursor } }) => {
      const page = { limit: limit + 1, before: readCursor('transfers', cursor) };
      const transfers = await aisha.listTransfers(user.id, page);
      return {
        status: 200,
        body: pageOf('transfers', transfers, { limit, present: presentTransfer }),
      };
    },
  }),
];

const putUserRoute = ({ aisha, policy }: ApiParts): Route =>
  route({
    method: 'PUT',
    path: ofUser,
    scope: 'users:write',
    operationId: 'putUser',
    summary: 'Brings a person, or renews what is known of them',
    tag: 'People',
    beforeUser: true,
    body: putUser,
    answers: {
      200: {
        description: 'The person was known, and is as you say now',
        schema: userSchema,
        hasLocation: true,
      },
      201: { description: 'The person is new', schema: userSchema, hasLocation: true },
    },
    problems: ['user.blocked', 'user.not-found'],
    handle: async ({ client, externalId, body: { firstName, locale } }) => {
      const said = { client, externalId, firstName, locale };
      const { user, isNew } = await aisha.registerClientUser(said);
      return {
        status: isNew ? 201 : 200,
        body: presentUser(user, policy.consentVersion),
        location: `/api/v1/users/${externalId}`,
      };
    },
  });

import type { Aisha, ApiClient, ErasureId, ErasureReceipt } from '@aisha/core';
import { presentErasure } from '../present.ts';
import { found, Problem } from '../problem.ts';
import { route, type Route } from '../route.ts';
import { erasureSchema } from '../schemas/told-account.ts';
import { idIn, ofUser, type ApiParts } from './api-parts.ts';

const all = '/api/v1/erasures';

export const erasureRoutes = (parts: ApiParts): readonly Route[] => [
  erasing(parts),
  getting(parts),
];

/** Also of who is blocked: nobody may be kept from being forgotten. */
const erasing = ({ aisha }: ApiParts): Route =>
  route({
    method: 'DELETE',
    path: ofUser,
    scope: 'users:write',
    operationId: 'eraseUser',
    summary:
      'Erases a person with everything that is theirs, for good: they are gone at once, work under way is stopped, and their credits are lost',
    tag: 'People',
    makes: true,
    beforeUser: true,
    answers: {
      202: {
        description: 'The receipt; the rest follows',
        schema: erasureSchema,
        hasLocation: true,
      },
    },
    problems: ['user.not-found'],
    handle: async ({ client, externalId, newId }) => {
      const erasureId = newId as ErasureId;
      // Done before and never told: by then nobody of this name is left to be found.
      const before = await aisha.getReceipt(erasureId);
      const receipt = before ?? (await erased(aisha, client, { externalId, erasureId }));
      return { status: 202, body: presentErasure(receipt), location: `${all}/${receipt.id}` };
    },
  });

const erased = async (
  aisha: Aisha,
  client: ApiClient,
  { externalId, erasureId }: { readonly externalId: string; readonly erasureId: ErasureId },
): Promise<ErasureReceipt> => {
  const user = found(await aisha.findClientUser(client, externalId), 'user.not-found');
  const id = await aisha.requestErasure({ id: user.id, erasureId });
  if (!id) throw new Problem('user.not-found');
  return found(await aisha.getReceipt(id), 'user.not-found');
};

const getting = ({ aisha }: ApiParts): Route =>
  route({
    method: 'GET',
    path: `${all}/{erasure}`,
    scope: 'users:read',
    operationId: 'getErasure',
    summary: 'How far an erasure is, and what it took away. It leads to nobody',
    tag: 'People',
    answers: { 200: { description: 'The receipt', schema: erasureSchema } },
    problems: ['erasure.not-found'],
    handle: async ({ ids }) => {
      const receipt = found(await aisha.getReceipt(idIn(ids, 'erasure')), 'erasure.not-found');
      return { status: 200, body: presentErasure(receipt) };
    },
  });

import type { AvatarId } from '@aisha/core';
import { pageOf, readCursor } from '../cursor.ts';
import { presentAvatar, presentAvatarDetails } from '../present.ts';
import { granted } from '../problem.ts';
import { route, type Route } from '../route.ts';
import { createAvatar, renameAvatar } from '../schemas/asked.ts';
import { pageQuery } from '../schemas/registry.ts';
import { avatarDetailsSchema, avatarPageSchema, avatarSchema } from '../schemas/told.ts';
import { aboutUser, gone, idIn, ofUser, type ApiParts } from './api-parts.ts';

const one = `${ofUser}/avatars/{avatar}`;
const names = ['avatar-name.too-short', 'avatar-name.too-long', 'avatar-name.has-markup'] as const;

export const avatarRoutes = (parts: ApiParts): readonly Route[] => [
  listing(parts),
  creating(parts),
  getting(parts),
  renaming(parts),
  deleting(parts),
];

const listing = ({ aisha }: ApiParts): Route =>
  route({
    method: 'GET',
    path: `${ofUser}/avatars`,
    scope: 'avatars:read',
    operationId: 'listAvatars',
    summary: 'A person’s avatars, newest first',
    tag: 'Avatars',
    withoutConsent: true,
    query: pageQuery,
    answers: { 200: { description: 'A page', schema: avatarPageSchema } },
    problems: [...aboutUser, 'cursor.invalid'],
    handle: async ({ user, query: { limit, cursor } }) => {
      const before = readCursor<AvatarId>('avatars', cursor);
      const page = { limit: limit + 1, ...(before && { before }) };
      const avatars = await aisha.listAvatars(user.id, page);
      return { status: 200, body: pageOf('avatars', avatars, { limit, present: presentAvatar }) };
    },
  });

const creating = ({ aisha }: ApiParts): Route =>
  route({
    method: 'POST',
    path: `${ofUser}/avatars`,
    scope: 'avatars:write',
    operationId: 'createAvatar',
    summary: 'Starts an avatar, which waits for its photos and costs nothing',
    tag: 'Avatars',
    makes: true,
    body: createAvatar,
    answers: { 201: { description: 'The avatar', schema: avatarSchema, hasLocation: true } },
    problems: [...aboutUser, ...names, 'avatar.subject-unfit', 'avatar.too-many'],
    handle: async ({ user, externalId, body, newId }) => {
      const order = { ...body, id: newId as AvatarId, userId: user.id };
      const avatar = granted(await aisha.createAvatar(order));
      const location = `/api/v1/users/${externalId}/avatars/${avatar.id}`;
      return { status: 201, body: presentAvatar(avatar), location };
    },
  });

const getting = ({ aisha }: ApiParts): Route =>
  route({
    method: 'GET',
    path: one,
    scope: 'avatars:read',
    operationId: 'getAvatar',
    summary: 'An avatar, with how its photos and its newest training stand',
    tag: 'Avatars',
    withoutConsent: true,
    answers: { 200: { description: 'The avatar', schema: avatarDetailsSchema } },
    problems: [...aboutUser, 'avatar.not-found'],
    handle: async ({ user, ids }) => ({
      status: 200,
      body: presentAvatarDetails(granted(await aisha.getAvatar(idIn(ids, 'avatar'), user.id))),
    }),
  });

const renaming = ({ aisha }: ApiParts): Route =>
  route({
    method: 'PATCH',
    path: one,
    scope: 'avatars:write',
    operationId: 'renameAvatar',
    summary: 'Gives an avatar another name',
    tag: 'Avatars',
    body: renameAvatar,
    answers: { 200: { description: 'The avatar', schema: avatarSchema } },
    problems: [...aboutUser, ...names, 'avatar.not-found'],
    handle: async ({ user, ids, body: { name } }) => {
      const renaming = { avatarId: idIn<AvatarId>(ids, 'avatar'), userId: user.id, name };
      return { status: 200, body: presentAvatar(granted(await aisha.renameAvatar(renaming))) };
    },
  });

const deleting = ({ aisha }: ApiParts): Route =>
  route({
    method: 'DELETE',
    path: one,
    scope: 'avatars:write',
    operationId: 'deleteAvatar',
    summary: 'Takes an avatar away; work under way for it is stopped and paid back',
    tag: 'Avatars',
    withoutConsent: true,
    answers: { 204: gone },
    problems: [...aboutUser, 'avatar.not-found'],
    handle: async ({ user, ids }) => {
      granted(await aisha.deleteAvatar(idIn(ids, 'avatar'), user.id));
      return { status: 204 };
    },
  });

import type { IncomingMessage } from 'node:http';
import { isPortError, type AvatarId, type FileRef } from '@aisha/core';
import { presentPhoto } from '../present.ts';
import { granted, Problem } from '../problem.ts';
import { route, type Answer, type Route } from '../route.ts';
import { longestUploadMs, uploadOf } from '../upload.ts';
import { photoListSchema, photoSchema } from '../schemas/told.ts';
import { aboutUser, gone, idIn, ofUser, type ApiParts } from './api-parts.ts';

const list = `${ofUser}/avatars/{avatar}/photos`;
const kinds = ['image/jpeg', 'image/png', 'image/webp'] as const;

export const photoRoutes = (parts: ApiParts): readonly Route[] => [
  listing(parts),
  uploading(parts),
  deleting(parts),
];

const listing = ({ aisha }: ApiParts): Route =>
  route({
    method: 'GET',
    path: list,
    scope: 'photos:read',
    operationId: 'listPhotos',
    summary: 'All that was sent for an avatar, in order, and what became of each',
    tag: 'Photos',
    withoutConsent: true,
    answers: { 200: { description: 'The photos', schema: photoListSchema } },
    problems: [...aboutUser, 'avatar.not-found'],
    handle: async ({ user, ids }) => {
      const { photos } = granted(await aisha.listPhotos(idIn(ids, 'avatar'), user.id));
      return { status: 200, body: { items: photos.map(presentPhoto) } };
    },
  });

const uploading = ({ aisha, policy, uploadMs = longestUploadMs }: ApiParts): Route =>
  route({
    method: 'POST',
    path: list,
    scope: 'photos:write',
    operationId: 'uploadPhoto',
    summary: 'Sends a photo, which is looked at soon after',
    tag: 'Photos',
    makes: true,
    readsBody: true,
    upload: kinds,
    answers: { 202: { description: 'The photo was received', schema: photoSchema } },
    problems: [
      ...aboutUser,
      'avatar.not-found',
      'avatar.busy-training',
      'photos.received-too-many',
      'body.too-large',
      'body.too-slow',
      'body.broken',
    ],
    handle: async ({ client, user, ids, request, once }) => {
      const avatarId = idIn<AvatarId>(ids, 'avatar');
      const { maxBytes } = policy.photos;
      if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
        throw new Problem('body.too-large', { maxBytes });
      }
      const contentType = request.headers['content-type'] ?? '';
      const sent = uploadOf(request, uploadMs);
      const upload = { userId: user.id, avatarId, content: sent.content, contentType };
      const kept = await aisha.keepUpload(upload).catch((error: unknown) => {
        throw sent.refusal() ?? unkept(error, request, maxBytes);
      });
      const { source, sha256 } = granted(kept);
      return orDropped({ aisha }, source, async (keep) =>
        once(sha256, async (newId) => {
          const deliveryKey = `api:${client.id}:${newId}`;
          const delivered = { userId: user.id, avatarId, source, deliveryKey };
          const photo = granted(await aisha.receivePhoto(delivered));
          if (photo.status === 'received' && photo.source === source) keep();
          return { status: 202, body: presentPhoto(photo) };
        }),
      );
    },
  });

const unkept = (error: unknown, request: IncomingMessage, maxBytes: number): unknown => {
  if (isPortError(error, 'storage.too-large')) return new Problem('body.too-large', { maxBytes });
  return request.complete || isPortError(error) ? error : new Problem('body.broken');
};

/** What was uploaded stays only where it waits to be looked at: not where the request was answered before, or refused. */
const orDropped = async (
  { aisha }: Pick<ApiParts, 'aisha'>,
  source: FileRef,
  work: (keep: () => void) => Promise<Answer>,
): Promise<Answer> => {
  let isKept = false;
  try {
    return await work(() => {
      isKept = true;
    });
  } finally {
    if (!isKept) await aisha.dropUpload(source);
  }
};

const deleting = ({ aisha }: ApiParts): Route =>
  route({
    method: 'DELETE',
    path: `${ofUser}/photos/{photo}`,
    scope: 'photos:write',
    operationId: 'deletePhoto',
    summary: 'Takes a photo back',
    tag: 'Photos',
    withoutConsent: true,
    answers: { 204: gone },
    problems: [...aboutUser, 'photo.not-found', 'avatar.busy-training'],
    handle: async ({ user, ids }) => {
      granted(await aisha.removePhoto(idIn(ids, 'photo'), user.id));
      return { status: 204 };
    },
  });

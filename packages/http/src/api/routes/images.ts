import type { AvatarId, ImageId } from '@aisha/core';
import { cursorAfter, readCursor } from '../cursor.ts';
import { presentImage } from '../present.ts';
import { found } from '../problem.ts';
import { route, type Route } from '../route.ts';
import { contentQuery, imagesQuery } from '../schemas/asked.ts';
import { imagePageSchema, imageSchema } from '../schemas/told-pictures.ts';
import { aboutUser, gone, idIn, ofUser, type ApiParts } from './api-parts.ts';

const all = `${ofUser}/images`;
const one = `${all}/{image}`;

export const imageRoutes = (parts: ApiParts): readonly Route[] => [
  listing(parts),
  getting(parts),
  reading(parts),
  deleting(parts),
];

const listing = ({ aisha }: ApiParts): Route =>
  route({
    method: 'GET',
    path: all,
    scope: 'images:read',
    operationId: 'listImages',
    summary: 'A person’s pictures, newest first',
    tag: 'Images',
    withoutConsent: true,
    query: imagesQuery,
    answers: { 200: { description: 'A page', schema: imagePageSchema } },
    problems: [...aboutUser, 'cursor.invalid'],
    handle: async ({ user, externalId, query: { limit, cursor, avatarId } }) => {
      const filter = avatarId && { type: 'avatar' as const, avatarId: avatarId as AvatarId };
      const page = {
        limit,
        before: readCursor<ImageId>('images', cursor),
        ...(filter && { filter }),
      };
      const { images, hasOlder } = await aisha.listImages(user.id, page);
      const items = images.map((image) => presentImage(image, externalId));
      const last = hasOlder ? images.at(-1) : undefined;
      return {
        status: 200,
        body: { items, ...(last && { nextCursor: cursorAfter('images', last.id) }) },
      };
    },
  });

const getting = ({ aisha }: ApiParts): Route =>
  route({
    method: 'GET',
    path: one,
    scope: 'images:read',
    operationId: 'getImage',
    summary: 'A picture',
    tag: 'Images',
    withoutConsent: true,
    answers: { 200: { description: 'The picture', schema: imageSchema } },
    problems: [...aboutUser, 'image.not-found'],
    handle: async ({ user, externalId, ids }) => {
      const details = await aisha.getImage(idIn(ids, 'image'), user.id);
      const { image } = found(details, 'image.not-found');
      return { status: 200, body: presentImage(image, externalId) };
    },
  });

const reading = ({ aisha, linkTo }: ApiParts): Route =>
  route({
    method: 'GET',
    path: `${one}/content`,
    scope: 'images:read',
    operationId: 'getImageContent',
    summary: 'The bytes of a picture',
    tag: 'Images',
    withoutConsent: true,
    query: contentQuery,
    answers: {
      200: { description: 'The bytes', contentTypes: ['image/jpeg', 'image/png', 'image/webp'] },
      302: {
        description:
          'They are at that address for a minute, for whoever has it; no key is to be sent there',
        hasLocation: true,
      },
    },
    problems: [...aboutUser, 'image.not-found'],
    handle: async ({ user, ids, query: { size } }) => {
      if (linkTo && size === 'original') {
        const details = await aisha.getImage(idIn(ids, 'image'), user.id);
        const { blobKey } = found(details, 'image.not-found').image;
        return { status: 302, location: await linkTo(blobKey) };
      }
      const opened = await aisha.openImage(idIn(ids, 'image'), user.id, size);
      const { image, content, contentType } = found(opened, 'image.not-found');
      const etag = `"${size}-${image.sha256}"`;
      const bytes = size === 'original' ? { bytes: image.bytes } : {};
      return { status: 200, file: { content, contentType, etag, ...bytes } };
    },
  });

const deleting = ({ aisha }: ApiParts): Route =>
  route({
    method: 'DELETE',
    path: one,
    scope: 'images:write',
    operationId: 'deleteImage',
    summary: 'Takes a picture away; what was paid for it stays paid',
    tag: 'Images',
    withoutConsent: true,
    answers: { 204: gone },
    problems: [...aboutUser, 'image.not-found'],
    handle: async ({ user, ids }) => {
      found(await aisha.deleteImage(idIn(ids, 'image'), user.id), 'image.not-found');
      return { status: 204 };
    },
  });

import type { AvatarId, BlobKey, ExportSelection, ImageFilter, ImageId } from '@aisha/core';
import { z } from 'zod';
import { id } from './id-schema.ts';

const imageFilter = z.discriminatedUnion('type', [
  z.object({ type: z.literal('favourites') }),
  z.object({ type: z.literal('avatar'), avatarId: id<AvatarId>() }),
  z.object({ type: z.literal('style'), styleId: z.string().max(100) }),
  z.object({ type: z.literal('month'), month: z.int() }),
]) satisfies z.ZodType<ImageFilter>;

export const exportSelection = z.discriminatedUnion('type', [
  z.object({ type: z.literal('chosen'), imageIds: z.array(id<ImageId>()).max(100) }),
  z.object({ type: z.literal('filtered'), filter: imageFilter.optional() }),
]) satisfies z.ZodType<ExportSelection>;

export const blobKey = z
  .string()
  .max(200)
  .transform((key) => key as BlobKey);

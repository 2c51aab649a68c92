import { defineEntity, p } from '@mikro-orm/core';
import { AvatarEntity, TrainingEntity } from './avatars.ts';
import { belongsTo, bigNumber, byKey, instant } from './columns.ts';
import { UserEntity } from './users.ts';
import { HoldEntity } from './wallets.ts';

const unfinished = `status in ('reserved', 'submitting', 'queued', 'running', 'finishing')`;
const inVain = `status in ('failed', 'blocked', 'cancelled', 'expired')`;

export const GenerationEntity = defineEntity({
  name: 'Generation',
  tableName: 'generations',
  uniques: [
    {
      name: 'generations_preview_unique',
      properties: ['training'],
      where: `purpose = 'preview'`,
    },
  ],
  indexes: [
    { name: 'generations_overdue_index', properties: ['deadlineAt'], where: unfinished },
    { name: 'generations_user_id_index', properties: ['user', 'id'] },
    { name: 'generations_in_vain_index', properties: ['id'], where: inVain },
    {
      name: 'generations_succeeded_index',
      properties: ['finishedAt'],
      where: `status = 'succeeded'`,
    },
    { name: 'generations_avatar_id_index', properties: ['avatar', 'id'] },
    { name: 'generations_training_id_index', properties: ['training', 'id'] },
  ],
  properties: {
    id: p.uuid().primary(),
    user: () => belongsTo(UserEntity),
    avatar: () => belongsTo(AvatarEntity).nullable().deleteRule('no action'),
    training: () => belongsTo(TrainingEntity).nullable().deleteRule('no action'),
    purpose: p.text().default('order'),
    status: p.text(),
    prompt: p.text(),
    styleId: p.text().nullable(),
    styleName: p.json<unknown>().nullable(),
    likeImageId: p.uuid().nullable(),
    request: p.json<unknown>(),
    price: bigNumber(),
    hold: () => belongsTo(HoldEntity),
    progress: p.json<unknown>().nullable(),
    failure: p.json<unknown>().nullable(),
    output: p.json<unknown>().nullable(),
    delivered: p.integer(),
    createdAt: instant(),
    startedAt: instant().nullable(),
    finishedAt: instant().nullable(),
    deadlineAt: instant(),
  },
});

export const ImageEntity = defineEntity({
  name: 'Image',
  tableName: 'images',
  uniques: [{ name: 'images_generation_id_index_unique', properties: ['generation', 'index'] }],
  indexes: [
    { name: 'images_list_index', properties: ['user', 'id'] },
    { name: 'images_avatar_index', properties: ['user', 'avatarId', 'id'] },
    { name: 'images_month_index', properties: ['user', 'month', 'id'] },
    {
      name: 'images_style_index',
      properties: ['user', 'styleId', 'id'],
      where: 'style_id is not null',
    },
    { name: 'images_favourites_index', properties: ['user', 'id'], where: 'is_favourite' },
    byKey('images', 'blob_key'),
    byKey('images', 'thumbnail_key'),
  ],
  properties: {
    id: p.uuid().primary(),
    user: () => belongsTo(UserEntity),
    generation: () => belongsTo(GenerationEntity),
    avatarId: p.uuid().nullable(),
    styleId: p.text().nullable(),
    month: p.integer(),
    index: p.integer(),
    blobKey: p.text(),
    thumbnailKey: p.text(),
    sha256: p.text(),
    bytes: bigNumber(),
    contentType: p.text(),
    width: p.integer(),
    height: p.integer(),
    seed: bigNumber(),
    shownAs: p.text().nullable(),
    filedAs: p.text().nullable(),
    isFavourite: p.boolean().default(false),
    createdAt: instant(),
  },
});

/** Kept by triggers on the pictures; nobody else writes it. */
export const ImageCountEntity = defineEntity({
  name: 'ImageCount',
  tableName: 'image_counts',
  properties: {
    userId: p.uuid().primary(),
    kind: p.text().primary(),
    key: p.text().primary(),
    count: p.integer(),
  },
});

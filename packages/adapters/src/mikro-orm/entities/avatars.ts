import { defineEntity, p } from '@mikro-orm/core';
import { belongsTo, bigNumber, byKey, instant } from './columns.ts';
import { UserEntity } from './users.ts';
import { HoldEntity } from './wallets.ts';

export const AvatarEntity = defineEntity({
  name: 'Avatar',
  tableName: 'avatars',
  indexes: [
    { name: 'avatars_list_index', properties: ['user', 'id'], where: `status <> 'deleted'` },
  ],
  uniques: [{ name: 'avatars_main_unique', properties: ['user'], where: 'is_main' }],
  properties: {
    id: p.uuid().primary(),
    user: () => belongsTo(UserEntity),
    name: p.text(),
    kind: p.text(),
    subject: p.text(),
    status: p.text(),
    activeTraining: () => belongsTo(TrainingEntity).nullable().deleteRule('no action'),
    isMain: p.boolean(),
    createdAt: instant(),
    updatedAt: instant(),
  },
});

export const PhotoEntity = defineEntity({
  name: 'Photo',
  tableName: 'photos',
  indexes: [
    { name: 'photos_list_index', properties: ['avatar', 'receivedAt', 'id'] },
    { name: 'photos_user_id_index', properties: ['user'] },
    {
      name: 'photos_unjudged_index',
      properties: ['receivedAt'],
      where: `status = 'received'`,
    },
    byKey('photos', 'blob_key'),
    byKey('photos', 'thumbnail_key'),
  ],
  properties: {
    id: p.uuid().primary(),
    user: () => belongsTo(UserEntity),
    avatar: () => belongsTo(AvatarEntity),
    status: p.text(),
    source: p.text(),
    deliveryKey: p.text().unique('photos_delivery_key_unique'),
    refusal: p.text().nullable(),
    warnings: p.array().columnType('text[]').default([]),
    thumbnailKey: p.text().nullable(),
    replacesId: p.uuid().nullable(),
    blobKey: p.text().nullable(),
    sha256: p.text().nullable(),
    sourceSha256: p.text().nullable(),
    fingerprint: p.text().nullable(),
    contentType: p.text().nullable(),
    width: p.integer().nullable(),
    height: p.integer().nullable(),
    bytes: bigNumber().nullable(),
    receivedAt: instant(),
  },
});

const unfinished = `status in ('reserved', 'submitting', 'queued', 'running', 'finishing')`;
const inVain = `status in ('failed', 'blocked', 'cancelled', 'expired')`;

export const TrainingEntity = defineEntity({
  name: 'Training',
  tableName: 'trainings',
  uniques: [
    { name: 'trainings_avatar_id_version_unique', properties: ['avatar', 'version'] },
    { name: 'trainings_unfinished_unique', properties: ['avatar'], where: unfinished },
  ],
  indexes: [
    { name: 'trainings_overdue_index', properties: ['deadlineAt'], where: unfinished },
    { name: 'trainings_user_id_index', properties: ['user', 'id'] },
    { name: 'trainings_in_vain_index', properties: ['id'], where: inVain },
    {
      name: 'trainings_succeeded_index',
      properties: ['finishedAt'],
      where: `status = 'succeeded'`,
    },
    byKey('trainings', 'lora_blob_key'),
    byKey('trainings', 'lora_config_blob_key'),
  ],
  properties: {
    id: p.uuid().primary(),
    user: () => belongsTo(UserEntity),
    avatar: () => belongsTo(AvatarEntity),
    version: p.integer(),
    status: p.text(),
    recipe: p.json<unknown>(),
    photoIds: p.array().columnType('uuid[]'),
    price: bigNumber(),
    hold: () => belongsTo(HoldEntity),
    progress: p.json<unknown>().nullable(),
    failure: p.json<unknown>().nullable(),
    output: p.json<unknown>().nullable(),
    loraBlobKey: p.text().nullable(),
    loraSha256: p.text().fieldName('lora_sha256').nullable(),
    loraBytes: bigNumber().nullable(),
    loraConfigBlobKey: p.text().nullable(),
    loraProviderUrl: p.text().nullable(),
    finetuneId: p.text().nullable(),
    resultDeletedAt: instant().nullable(),
    createdAt: instant(),
    startedAt: instant().nullable(),
    finishedAt: instant().nullable(),
    deadlineAt: instant(),
  },
});

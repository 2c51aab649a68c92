import {
  avatarKinds,
  avatarStatuses,
  avatarSubjects,
  type Avatar,
  type AvatarId,
  type TrainingId,
  type UserId,
} from '@aisha/core';
import { z } from 'zod';
import { branded, optional, time } from './columns.ts';

const avatarRow = z.object({
  id: branded<AvatarId>(),
  user_id: branded<UserId>(),
  name: z.string(),
  kind: z.enum(avatarKinds),
  subject: z.enum(avatarSubjects),
  status: z.enum(avatarStatuses),
  active_training_id: optional(branded<TrainingId>()),
  is_main: z.boolean(),
  created_at: time,
  updated_at: time,
});

export const toAvatar = (raw: unknown): Avatar => {
  const row = avatarRow.parse(raw);
  return {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    kind: row.kind,
    subject: row.subject,
    status: row.status,
    activeTrainingId: row.active_training_id,
    isMain: row.is_main,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
};

export const fromAvatar = (avatar: Avatar) => ({
  id: avatar.id,
  user_id: avatar.userId,
  name: avatar.name,
  kind: avatar.kind,
  subject: avatar.subject,
  status: avatar.status,
  active_training_id: avatar.activeTrainingId ?? null,
  is_main: avatar.isMain,
  created_at: avatar.createdAt,
  updated_at: avatar.updatedAt,
});

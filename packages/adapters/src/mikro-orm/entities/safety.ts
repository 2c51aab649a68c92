import { defineEntity, p } from '@mikro-orm/core';
import { AvatarEntity } from './avatars.ts';
import { belongsTo, instant } from './columns.ts';
import { UserEntity } from './users.ts';

export const PromptDraftEntity = defineEntity({
  name: 'PromptDraft',
  tableName: 'prompt_drafts',
  indexes: [
    { name: 'prompt_drafts_user_index', properties: ['user', 'createdAt'] },
    { name: 'prompt_drafts_avatar_index', properties: ['avatar'] },
    { name: 'prompt_drafts_age_index', properties: ['createdAt'] },
  ],
  properties: {
    id: p.uuid().primary(),
    user: () => belongsTo(UserEntity),
    avatar: () => belongsTo(AvatarEntity).deleteRule('cascade'),
    kind: p.text(),
    status: p.text(),
    source: p.text().nullable(),
    original: p.text().nullable(),
    enhancement: p.text().nullable(),
    analysis: p.text().nullable(),
    prompt: p.text().nullable(),
    failure: p.text().nullable(),
    createdAt: instant(),
  },
});

export const SafetyDecisionEntity = defineEntity({
  name: 'SafetyDecision',
  tableName: 'safety_decisions',
  indexes: [{ name: 'safety_decisions_user_index', properties: ['user', 'decidedAt', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    user: () => belongsTo(UserEntity),
    subjectType: p.text(),
    subjectId: p.uuid().nullable(),
    judge: p.text(),
    category: p.text().nullable(),
    reason: p.text(),
    decidedAt: instant(),
  },
});

import {
  enhancements,
  promptDraftFailures,
  promptDraftKinds,
  promptDraftStatuses,
  safetyCategories,
  safetyJudges,
  safetySubjectTypes,
  type AvatarId,
  type FileRef,
  type PromptDraft,
  type PromptDraftId,
  type SafetyDecision,
  type SafetyDecisionId,
  type SafetySubject,
  type UserId,
} from '@aisha/core';
import { z } from 'zod';
import { branded, optional, time } from './columns.ts';

const draftRow = z.object({
  id: branded<PromptDraftId>(),
  user_id: branded<UserId>(),
  avatar_id: branded<AvatarId>(),
  kind: z.enum(promptDraftKinds),
  status: z.enum(promptDraftStatuses),
  source: optional(branded<FileRef>()),
  original: optional(z.string()),
  enhancement: optional(z.enum(enhancements)),
  analysis: optional(z.string()),
  prompt: optional(z.string()),
  failure: optional(z.enum(promptDraftFailures)),
  created_at: time,
});

export const toPromptDraft = (raw: unknown): PromptDraft => {
  const {
    user_id: userId,
    avatar_id: avatarId,
    created_at: createdAt,
    ...row
  } = draftRow.parse(raw);
  return { ...row, userId, avatarId, createdAt };
};

export const fromPromptDraft = (draft: PromptDraft) => ({
  id: draft.id,
  user_id: draft.userId,
  avatar_id: draft.avatarId,
  kind: draft.kind,
  original: draft.original ?? null,
  enhancement: draft.enhancement ?? null,
  created_at: draft.createdAt,
  ...fromPromptDraftEnd(draft),
});

/** What changes once it is written. */
export const fromPromptDraftEnd = (draft: PromptDraft) => ({
  status: draft.status,
  source: draft.source ?? null,
  analysis: draft.analysis ?? null,
  prompt: draft.prompt ?? null,
  failure: draft.failure ?? null,
});

const decisionRow = z.object({
  id: branded<SafetyDecisionId>(),
  user_id: branded<UserId>(),
  subject_type: z.enum(safetySubjectTypes),
  subject_id: optional(z.string()),
  judge: z.enum(safetyJudges),
  category: optional(z.enum(safetyCategories)),
  reason: z.string(),
  decided_at: time,
});

export const toSafetyDecision = (raw: unknown): SafetyDecision => {
  const row = decisionRow.parse(raw);
  const { id, judge, category, reason } = row;
  const subject = (
    row.subject_type === 'prompt'
      ? { type: row.subject_type }
      : { type: row.subject_type, id: row.subject_id }
  ) as SafetySubject;
  return { id, userId: row.user_id, subject, judge, category, reason, decidedAt: row.decided_at };
};

export const fromSafetyDecision = (decision: SafetyDecision) => ({
  id: decision.id,
  user_id: decision.userId,
  subject_type: decision.subject.type,
  subject_id: 'id' in decision.subject ? decision.subject.id : null,
  judge: decision.judge,
  category: decision.category ?? null,
  reason: decision.reason,
  decided_at: decision.decidedAt,
});

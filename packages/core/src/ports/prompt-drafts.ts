import type { PromptDraftId, UserId } from '../shared/ids.ts';
import type { PromptDraft, PromptDraftStatus } from '../domain/prompt-draft/prompt-draft.ts';

/** Prompts that are written for people, from a photo, a voice message or their own words. */
export type PromptDrafts = {
  /** For jobs, which act for nobody in particular. */
  find(id: PromptDraftId): Promise<PromptDraft | undefined>;
  findOwned(id: PromptDraftId, userId: UserId): Promise<PromptDraft | undefined>;
  /** Answers false, and changes nothing, where its id is known already. */
  add(draft: PromptDraft): Promise<boolean>;
  /** Saves where the stored status is `from`; otherwise answers false and changes nothing. */
  save(draft: PromptDraft, from: PromptDraftStatus): Promise<boolean>;
  /** How many of a person's were begun since a time. */
  countSince(userId: UserId, since: Date): Promise<number>;
  /** Those begun before a time are gone; answers how many there were. */
  deleteBefore(before: Date): Promise<number>;
};

import type { PromptDrafts } from '../../ports/prompt-drafts.ts';
import type { Store } from './store.ts';

export const inMemoryPromptDrafts = ({ drafts }: Store): PromptDrafts => ({
  find: async (id) => drafts.get(id),
  findOwned: async (id, userId) => {
    const draft = drafts.get(id);
    return draft?.userId === userId ? draft : undefined;
  },
  add: async (draft) => {
    if (drafts.has(draft.id)) return false;
    drafts.set(draft.id, draft);
    return true;
  },
  save: async (draft, from) => {
    if (drafts.get(draft.id)?.status !== from) return false;
    drafts.set(draft.id, draft);
    return true;
  },
  countSince: async (userId, since) =>
    [...drafts.values()].filter((draft) => draft.userId === userId && draft.createdAt >= since)
      .length,
  deleteBefore: async (before) => {
    const old = [...drafts.values()].filter(({ createdAt }) => createdAt < before);
    for (const { id } of old) drafts.delete(id);
    return old.length;
  },
});

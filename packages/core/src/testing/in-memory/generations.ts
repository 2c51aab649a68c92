import { isGenerationFinal } from '../../domain/generation/generation-machine.ts';
import type { Generation } from '../../domain/generation/generation.ts';
import type { Generations } from '../../ports/generations.ts';
import { conflict, newestPage, overdue, saveFrom } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryGenerations = ({ generations, runs }: Store): Generations => ({
  find: async (id) => generations.get(id),
  findOfRun: async (runId) => {
    const subject = runs.get(runId)?.subject;
    return subject?.type === 'generation' ? generations.get(subject.id) : undefined;
  },
  findOwned: async (id, userId) => {
    const generation = generations.get(id);
    return generation?.userId === userId ? generation : undefined;
  },
  list: async (userId, { limit, before }) =>
    newestPage(
      [...generations.values()].filter((generation) => generation.userId === userId),
      { limit, ...(before && { before }) },
    ),
  listUnfinishedOfAvatar: async (avatarId, userId, limit) =>
    [...generations.values()]
      .filter((generation) => generation.avatarId === avatarId && generation.userId === userId)
      .filter(({ status }) => !isGenerationFinal(status))
      .slice(0, limit),
  add: async (generation) => {
    if (generations.has(generation.id)) return false;
    const isDouble = ({ trainingId, purpose }: Generation): boolean =>
      purpose === 'preview' && trainingId === generation.trainingId;
    if (generation.purpose === 'preview' && [...generations.values()].some(isDouble)) {
      throw conflict(`the first pictures of version ${generation.trainingId ?? ''}`);
    }
    generations.set(generation.id, generation);
    return true;
  },
  save: async (generation, from) => saveFrom(generations, generation, from),
  listOverdue: async (now, limit) =>
    overdue(
      [...generations.values()].filter(({ status }) => !isGenerationFinal(status)),
      ({ deadlineAt }) => deadlineAt,
      { now, limit },
    ),
});

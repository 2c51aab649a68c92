import { isGenerationFinal } from '../../domain/generation/generation-machine.ts';
import type { Generations } from '../../ports/generations.ts';
import { overdue, saveFrom } from './rows.ts';
import type { Store } from './store.ts';

export const inMemoryGenerations = ({ generations }: Store): Generations => ({
  find: async (id) => generations.get(id),
  findOwned: async (id, userId) => {
    const generation = generations.get(id);
    return generation?.userId === userId ? generation : undefined;
  },
  add: async (generation) => {
    if (generations.has(generation.id)) return false;
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

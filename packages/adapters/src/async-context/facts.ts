import { AsyncLocalStorage } from 'node:async_hooks';
import type { LogFields } from '@aisha/core';

const known = new AsyncLocalStorage<Record<string, unknown>>();

/** What is known of the work that the caller is part of: of its request, its chat, its training. */
export const factsNow = (): LogFields => known.getStore() ?? {};

/** Runs work whose every step knows these facts, besides those known already. */
export const withFacts = <T>(facts: LogFields, work: () => T): T =>
  known.run({ ...factsNow(), ...facts }, work);

/** Adds to what is known of the work that the caller is part of: its further steps know it, and who began it does not. */
export const learn = (facts: LogFields): void => {
  const work = known.getStore();
  if (work) Object.assign(work, facts);
};

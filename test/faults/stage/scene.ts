import { sha256, utf8 } from '@aisha/core/testing';
import type { Scene } from './flow.ts';
import type { Outside } from './outside.ts';
import type { Person } from './stage.ts';

/**
 * Ids follow from the place, the person and the name: every process of a scene makes the same ones,
 * and nobody else does, though the same people live in every copy of a stage.
 */
export const sceneOf = (
  person: Person,
  outside: Outside,
  { url }: { readonly url: string },
): Scene => ({
  person,
  outside,
  idOf: <Id extends string>(what: string): Id => {
    const { userId } = person;
    return `${userId.slice(0, -12)}${sha256(utf8(`${what} of ${userId} in ${url}`)).slice(0, 12)}` as Id;
  },
});

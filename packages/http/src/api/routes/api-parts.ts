import type { Aisha, BlobKey, Policy } from '@aisha/core';
import type { ProblemCode } from '../problem.ts';
import type { Described } from '../route.ts';
import { problemSchema } from '../schemas/told.ts';

/** What the routes of the API stand on. */
export type ApiParts = {
  readonly aisha: Aisha;
  readonly policy: Pick<Policy, 'consentVersion' | 'photos'>;
  /** Where storage can be reached by others: an address of a blob that opens it for a while. */
  readonly linkTo?: ((key: BlobKey) => Promise<string>) | undefined;
  /** How long a photo may take to arrive; a minute by default. */
  readonly uploadMs?: number;
};

/** Everything below belongs to one of the client's people. */
export const ofUser = '/api/v1/users/{user}';

/** What a route may say no with that names a person. */
export const aboutUser = ['user.not-found', 'user.blocked', 'consent.outdated'] as const;

/** What any route may say no with. */
export const always: readonly ProblemCode[] = [
  'key.missing',
  'key.invalid',
  'scope.missing',
  'rate.limited',
  'service.unavailable',
  'internal',
];

export const problemAnswer = (description: string): Described => ({
  description,
  schema: problemSchema,
  contentTypes: ['application/problem+json'],
});

export const gone: Described = { description: 'It is gone' };

/** An id of the path: that it is a UUID was seen before. */
export const idIn = <Id extends string>(ids: Readonly<Record<string, string>>, name: string): Id =>
  (ids[name] ?? '') as Id;

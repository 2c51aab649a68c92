import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import type { ApiClient, ApiScope, ByteStream, User } from '@aisha/core';
import type { ProblemCode } from './problem.ts';

export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly location?: string;
  /** It was given before, to the same Idempotency-Key. */
  readonly isReplayed?: true;
  /** Bytes in the place of a body. */
  readonly file?: {
    readonly content: ByteStream;
    readonly contentType: string;
    readonly bytes?: number;
    readonly etag: string;
  };
};

/** A request that was let in, taken apart and found to be as described. */
export type Asked<Query = unknown, Body = unknown> = {
  readonly client: ApiClient;
  /** The client's own name of the person whom the path names; empty where it names none. */
  readonly externalId: string;
  /** Whom it is for. Asking a route for them that names no person, or one who need not be there, is a mistake. */
  readonly user: User;
  /** What the path names besides: UUIDs. */
  readonly ids: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  /** For what is made by this request: the same where it is repeated under one Idempotency-Key. */
  readonly newId: string;
  /** For those that read the body themselves. */
  readonly request: IncomingMessage;
  /** Does the work once under this request's Idempotency-Key, where it has one. `content` is the hash of a body that was read by the route. */
  readonly once: (content: string, work: (newId: string) => Promise<Answer>) => Promise<Answer>;
};

export type Described = {
  readonly description: string;
  /** Of JSON; what has none is bytes, or nothing. */
  readonly schema?: z.ZodType;
  readonly contentTypes?: readonly string[];
  /** It tells where what was made is. */
  readonly hasLocation?: true;
};

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Whom a route lets in: whoever has a key of this scope. There is no other kind here. */
export type Route = {
  readonly method: Method;
  /** `/api/v1/users/{user}/avatars/{avatar}`: `user` is the client's own name of a person, the others are UUIDs. */
  readonly path: string;
  readonly scope: ApiScope;
  readonly operationId: string;
  readonly summary: string;
  readonly tag: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** What bytes it takes in the place of JSON. */
  readonly upload?: readonly string[];
  /** It makes something, and so obeys an Idempotency-Key. */
  readonly makes?: true;
  /** It reads the body itself, and calls `once` itself. */
  readonly readsBody?: true;
  /** The person whom it names need not be there yet. */
  readonly beforeUser?: true;
  /** Also of people whose consent is outdated: whatever gives or takes nothing new. */
  readonly withoutConsent?: true;
  readonly answers: Readonly<Record<number, Described>>;
  /** What it may say no with, besides what every route may. */
  readonly problems: readonly ProblemCode[];
  readonly handle: (asked: Asked) => Promise<Answer>;
};

type Given<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** A route whose handler knows the types of what its schemas let through. */
export const route = <
  const Query extends z.ZodObject | undefined = undefined,
  const Body extends z.ZodObject | undefined = undefined,
>(
  spec: Omit<Route, 'query' | 'body' | 'handle'> & {
    readonly query?: Query;
    readonly body?: Body;
    readonly handle: (asked: Asked<Given<Query>, Given<Body>>) => Promise<Answer>;
  },
): Route => spec as unknown as Route;

/** What stands between slashes. */
export const segmentsOf = (path: string): string[] => path.split('/').slice(1);

/** The name of a variable segment. */
export const variableOf = (segment: string): string | undefined =>
  /^\{(?<name>\w+)\}$/u.exec(segment)?.groups?.['name'];

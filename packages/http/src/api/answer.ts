import { Readable } from 'node:stream';
import type { Context } from 'koa';
import { isPortError, type Logger } from '@aisha/core';
import { BodyRefused, type BodyRefusal } from '@aisha/adapters/request-body';
import { Problem, type ProblemCode } from './problem.ts';
import type { Answer } from './route.ts';

export const sendAnswer = (context: Context, answer: Answer): void => {
  context.status = answer.status;
  if (answer.location !== undefined) context.set('location', answer.location);
  // Where it leads is a secret, and soon nowhere.
  if (answer.status === 302) context.set('cache-control', 'no-store');
  if (answer.isReplayed) context.set('idempotency-replayed', 'true');
  if (answer.file) sendFile(context, answer.file);
  else if (answer.body !== undefined) context.body = answer.body;
};

/** What a picture shows never changes, so whoever has it need not ask again; but it is nobody else's. */
const sendFile = (context: Context, file: NonNullable<Answer['file']>): void => {
  context.set('cache-control', 'private, max-age=31536000, immutable');
  context.etag = file.etag;
  const stream = Readable.from(file.content, { objectMode: false });
  if (context.fresh) {
    stream.destroy();
    context.status = 304;
    return;
  }
  context.body = stream;
  context.type = file.contentType;
  if (file.bytes !== undefined) context.length = file.bytes;
};

/** Whatever ended a request, as a problem. Of what is wrong with us nothing is told but that it is. */
export const sendProblem = (context: Context, error: unknown, logger: Logger): void => {
  const problem = problemOf(error);
  if (problem.code === 'internal') logger.error({ error }, 'a request to the API failed');
  context.set(problem.headers);
  // What is left of it is not waited for.
  if (problem.code === 'body.too-slow') context.set('connection', 'close');
  context.status = problem.status;
  context.body = JSON.stringify(problem.body);
  context.type = 'application/problem+json';
  context.set('cache-control', 'no-store');
  context.remove('etag');
};

const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof BodyRefused) return new Problem(ofBody[error.refusal]);
  if (isPortError(error)) return new Problem('service.unavailable', {}, { 'retry-after': '5' });
  return new Problem('internal');
};

const ofBody = {
  'too-large': 'body.too-large',
  'too-slow': 'body.too-slow',
  encoded: 'media-type.unsupported',
  broken: 'body.broken',
  'too-many': 'service.unavailable',
} as const satisfies Record<BodyRefusal, ProblemCode>;

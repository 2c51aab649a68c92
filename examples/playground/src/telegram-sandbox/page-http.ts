import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import { BodyTooLarge, readBytes } from './body.ts';
import { PageError } from './page-error.ts';
import type { Sandbox } from './sandbox.ts';
import type { Person } from './store.ts';

export interface PageExchange {
  sandbox: Sandbox;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
}

export const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  if (response.destroyed || response.headersSent) return;
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
};

/** Browsers say where a request comes from; only the page itself may act for a person. */
export const checkSameOrigin = ({ headers }: IncomingMessage): void => {
  const site = headers['sec-fetch-site'];
  const origin = headers.origin;
  const isOwn =
    site === undefined
      ? origin === undefined || (URL.canParse(origin) && new URL(origin).host === headers.host)
      : site === 'same-origin' || site === 'none';
  if (!isOwn) throw new PageError(403, 'Requests from other sites are refused.');
};

const check = <T extends z.ZodType>(schema: T, value: unknown): z.output<T> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new PageError(
    400,
    `${issue?.path.join('.') || 'The request'}: ${issue?.message ?? 'wrong'}`,
  );
};

export const readQuery = <T extends z.ZodType>({ url }: PageExchange, schema: T): z.output<T> =>
  check(schema, Object.fromEntries(url.searchParams));

const maxJsonBytes = 64_000;

export const readJson = async <T extends z.ZodType>(
  { request }: PageExchange,
  schema: T,
): Promise<z.output<T>> => {
  if (request.headers['content-type']?.startsWith('application/json') !== true)
    throw new PageError(415, 'Send JSON.');
  const text = await readBytes(request, maxJsonBytes).catch((error: unknown) => {
    throw error instanceof BodyTooLarge ? new PageError(413, 'This is too long.') : error;
  });
  try {
    return check(schema, JSON.parse(text.toString('utf8')));
  } catch (error) {
    throw error instanceof SyntaxError ? new PageError(400, 'This is not JSON.') : error;
  }
};

export const personOf = ({ sandbox }: PageExchange, userId: number): Person => {
  const person = sandbox.store.people.get(userId);
  if (person === undefined) throw new PageError(404, 'This person is unknown here.');
  return person;
};

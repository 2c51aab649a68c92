import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readBounded, TooLarge } from './bounded-stream.ts';
import { limits } from './options.ts';

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly content?: { readonly bytes: number; readonly open: () => AsyncIterable<Buffer> };
}

/** Thrown by a handler to answer with this status and fal's `{ detail }` body. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly reply: Reply;
  constructor(status: number, detail: unknown) {
    super(`HTTP ${status}`);
    this.reply = { status, json: { detail } };
  }
}

export const send = async (
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, json, content }: Reply,
): Promise<void> => {
  if (content) {
    response.writeHead(status, { ...headers, 'content-length': content.bytes });
    if (request.method === 'HEAD') return void response.end();
    return pipeline(Readable.from(content.open()), response);
  }
  const body = Buffer.from(JSON.stringify(json ?? {}));
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': body.length,
    ...headers,
    // An unread body would be taken for the next request.
    ...(request.complete ? {} : { connection: 'close' }),
  });
  response.end(body);
};

/** The body as JSON, `undefined` when empty; 413 and 400 as problems. */
export const readJson = async (request: IncomingMessage): Promise<unknown> => {
  const body = await readBounded(request, limits.jsonBytes).catch((error: unknown) => {
    throw error instanceof TooLarge ? new HttpProblem(413, 'Request body too large') : error;
  });
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new HttpProblem(400, 'Request body is not valid JSON');
  }
};

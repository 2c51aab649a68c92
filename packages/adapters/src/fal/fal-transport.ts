import { Readable } from 'node:stream';
import { Agent, request, type Dispatcher } from 'undici';
import type { FalAddresses } from './fal-addresses.ts';
import { FalProblem, type FalAnswer } from './fal-problem.ts';

export type FalFetch = typeof fetch;

export type FalCall = {
  readonly addresses: FalAddresses;
  readonly dispatcher: Dispatcher;
  /** Ends everything the call does. */
  readonly deadline: AbortSignal;
  /** Largest answer in bytes. */
  readonly maxBytes: number;
  /** Requests that this call may send; the next one is refused. */
  readonly maxRequests: number;
};

export type FalAgents = {
  readonly submitting: Dispatcher;
  readonly others: Dispatcher;
  close(): Promise<void>;
};

/**
 * Submits take a new connection each. On one that was kept, fal may hang up in the moment we write,
 * and nobody could say whether the paid request was read.
 */
export const falAgents = (connectTimeoutMs: number): FalAgents => {
  const connect = { timeout: connectTimeoutMs };
  const submitting = new Agent({ connect, pipelining: 0 });
  const others = new Agent({ connect, keepAliveTimeout: 4_000 });
  return {
    submitting,
    others,
    close: async () => {
      await Promise.all([submitting.close(), others.close()]);
    },
  };
};

/**
 * The `fetch` that `@fal-ai/client` is given. It follows no redirect, reads no more than it may,
 * sends the key to the configured addresses only, and throws a `FalProblem` for everything but a
 * 2xx, so that the client finds nothing to retry.
 */
export const falFetch = (call: FalCall): FalFetch => {
  let sent = 0;
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = Object.fromEntries(new Headers(init?.headers));
    assertAddress(call.addresses, url, headers);
    sent += 1;
    if (sent > call.maxRequests) throw new FalProblem({ type: 'lost', cause: undefined });
    const answer = await send(call, url, { method: init?.method, headers, body: init?.body });
    return answer;
  };
};

const assertAddress = (
  addresses: FalAddresses,
  url: URL,
  headers: Readonly<Record<string, string>>,
): void => {
  const allowed =
    'authorization' in headers ? addresses.mayHaveKey(url) : addresses.mayHaveFile(url);
  if (!allowed) throw new FalProblem({ type: 'foreign-address' });
};

type Outgoing = {
  readonly method: string | undefined;
  readonly headers: Record<string, string>;
  readonly body: unknown;
};

const send = async (call: FalCall, url: URL, outgoing: Outgoing): Promise<Response> => {
  const { statusCode, headers, body } = await request(url, {
    dispatcher: call.dispatcher,
    method: (outgoing.method ?? 'GET').toUpperCase(),
    signal: call.deadline,
    // The deadline is the one clock: undici's own would count again from every byte.
    headersTimeout: 0,
    bodyTimeout: 0,
    ...payloadOf(outgoing),
  }).catch((error: unknown) => {
    throw new FalProblem({ type: wasSent(error) ? 'lost' : 'not-sent', cause: error });
  });
  const bytes = await read(body, call.maxBytes);
  const flat = flatten(headers);
  if (statusCode < 200 || statusCode > 299) {
    const answer: FalAnswer = { status: statusCode, headers: flat, body: parse(bytes) };
    throw new FalProblem({ type: 'answered', answer });
  }
  if (bytes === undefined) throw new FalProblem({ type: 'unreadable' });
  return new Response(bytes.length > 0 ? bytes : null, {
    status: statusCode,
    headers: { 'content-type': flat['content-type'] ?? '' },
  });
};

/** Files go out as a stream, with their length told ahead as object stores want it. */
const payloadOf = ({ headers, body }: Outgoing): Partial<Dispatcher.RequestOptions> => {
  if (!(body instanceof Blob)) return { headers, body: typeof body === 'string' ? body : null };
  return {
    headers: { ...headers, 'content-length': String(body.size) },
    body: Readable.from(body.stream()),
  };
};

/** Undefined where there is more than `maxBytes`. */
const read = async (
  body: Dispatcher.ResponseData['body'],
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > maxBytes) return undefined;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new FalProblem({ type: 'lost', cause: error });
  }
  return Buffer.concat(chunks);
};

const flatten = (headers: Readonly<Record<string, string | string[] | undefined>>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );

const parse = (bytes: Uint8Array | undefined): unknown => {
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
};

/**
 * Only what happens before there is a connection is certain: looking up the name, connecting, the
 * TLS handshake. A reset, a timeout or a closed socket may come after fal has read the request.
 */
const wasSent = (error: unknown): boolean => {
  if (error instanceof AggregateError) return error.errors.some(wasSent);
  if (!(error instanceof Error)) return true;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'connect' || syscall === 'getaddrinfo') return false;
  // A deadline is a DOMException, whose code is a number.
  if (typeof code !== 'string') return true;
  return code !== 'UND_ERR_CONNECT_TIMEOUT' && !isTlsRefusal(code);
};

const isTlsRefusal = (code: string): boolean =>
  code.startsWith('CERT_') ||
  code.startsWith('ERR_TLS_CERT_') ||
  code.startsWith('UNABLE_TO_') ||
  code.endsWith('_SIGNED_CERT') ||
  code.endsWith('_SIGNED_CERT_IN_CHAIN');

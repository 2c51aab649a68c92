import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem, type ProblemCode } from './api/problem.ts';

/** By Node's own names: https://nodejs.org/api/http.html#event-clienterror */
const codes: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers.too-large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body.too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.too-slow',
};

/** Whoever goes on sending is listened to for as long, since a line that is cut at once takes the answer with it. */
const usualLingerMs = 1_000;

/**
 * Answers what Node could not read as a request with a problem, as everything else is, and hangs up.
 * Of what was wrong nothing is told but its kind. Where an answer has begun on the line nothing can be
 * said there any more.
 */
export const answerUnread = (server: Server, lingerMs = usualLingerMs): void => {
  const begun = answersUnderWay(server);
  const ended = new WeakSet<Duplex>();
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    // What still comes in on the line is as unreadable, and is told of again each time.
    if (ended.has(socket)) return;
    ended.add(socket);
    if (!socket.writable || error.code === 'ECONNRESET' || begun(socket)) {
      socket.destroy();
      return;
    }
    const cut = setTimeout(() => socket.destroy(), lingerMs);
    socket.once('close', () => clearTimeout(cut));
    socket.end(messageOf(new Problem(codes[error.code ?? ''] ?? 'request.broken')));
    socket.resume();
  });
};

/** Whether an answer to an earlier request on this line has begun and is not over. */
const answersUnderWay = (server: Server): ((socket: Duplex) => boolean) => {
  const open = new WeakMap<Duplex, Set<ServerResponse>>();
  server.on('request', ({ socket }, response) => {
    const answers = open.get(socket) ?? new Set();
    open.set(socket, answers.add(response));
    response.once('close', () => answers.delete(response));
  });
  return (socket) => [...(open.get(socket) ?? [])].some(({ headersSent }) => headersSent);
};

const messageOf = ({ status, body }: Problem): string => {
  const text = JSON.stringify(body);
  return [
    `HTTP/1.1 ${status} ${body.title}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(text)}`,
    'cache-control: no-store',
    'x-content-type-options: nosniff',
    'connection: close',
    '',
    text,
  ].join('\r\n');
};
